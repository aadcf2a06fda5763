import path from 'node:path'
import { damaged, type Archive } from './archive'
import { builtInFormat, formatOf, type NumberFormat } from './number-format'
import { readXml } from './xml'
import { fromXmlText } from '../xml-text'

export interface WorkbookSheet {
  name: string
  hidden: boolean
  /** Where the sheet is in the archive. */
  part: string
}

export interface Workbook {
  sheets: WorkbookSheet[]
  from1904: boolean
  sharedStrings: string | null
  styles: string | null
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true'

/** The sheets of a workbook, and where its parts are. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await relationships(archive, '_rels/.rels', '')
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!archive.has(main)) throw damaged()
  const folder = path.posix.dirname(main)
  const parts = await relationships(archive, `${folder}/_rels/${path.posix.basename(main)}.rels`, folder)
  const sheets: WorkbookSheet[] = []
  let from1904 = false
  await readXml(
    archive.read(main),
    {
      open: (name, attributes) => {
        // Excel writes 1, LibreOffice true.
        if (name === 'workbookPr') from1904 = isTrue(attributes.date1904)
        if (name !== 'sheet') return
        const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? ''
        const part = parts.get(id)
        if (part?.type !== 'worksheet') return
        const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
        sheets.push({ name: fromXmlText(attributes.name ?? ''), hidden, part: part.target })
      },
      close: () => undefined,
    },
    true,
  )
  const partOf = (wanted: string) => [...parts.values()].find(({ type }) => type === wanted)?.target ?? null
  return { sheets, from1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') }
}

interface Relationship {
  /** The last word of the type, which is the same in the strict and the usual dialect. */
  type: string
  target: string
}

async function relationships(archive: Archive, part: string, folder: string): Promise<Map<string, Relationship>> {
  const found = new Map<string, Relationship>()
  if (!archive.has(part)) return found
  await readXml(
    archive.read(part),
    {
      open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
        if (name !== 'Relationship' || TargetMode === 'External') return
        const target = Target.startsWith('/') ? Target.slice(1) : path.posix.join(folder, Target)
        found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target })
      },
      close: () => undefined,
    },
    true,
  )
  return found
}

/** The texts that cells refer to by number; what shows how to pronounce them is left out. */
export async function readSharedStrings(archive: Archive, part: string | null): Promise<string[]> {
  const strings: string[] = []
  if (part === null || !archive.has(part)) return strings
  let text: string | null = null
  let phonetic = 0
  let inside = false
  await readXml(
    archive.read(part),
    {
      open: (name) => {
        if (name === 'si') text = ''
        else if (name === 'rPh') phonetic++
        else if (name === 't') inside = phonetic === 0
      },
      close: (name) => {
        if (name === 'si') strings.push(fromXmlText(text ?? ''))
        else if (name === 'rPh') phonetic--
        else if (name === 't') inside = false
      },
      text: (piece) => {
        if (inside && text !== null) text += piece
      },
    },
    true,
  )
  return strings
}

/** What each style of a cell makes of a number. */
export async function readStyles(archive: Archive, part: string | null): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const styles: NumberFormat[] = []
  if (part === null || !archive.has(part)) return styles
  let inside = false
  await readXml(
    archive.read(part),
    {
      open: (name, attributes) => {
        if (name === 'cellXfs') inside = true
        else if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
        else if (name === 'xf' && inside) {
          const id = Number(attributes.numFmtId ?? 0)
          const code = codes.get(id)
          styles.push(code === undefined ? builtInFormat(id) : formatOf(code))
        }
      },
      close: (name) => {
        if (name === 'cellXfs') inside = false
      },
    },
    true,
  )
  return styles
}
