import { fromBufferPromise, type Entry } from 'yauzl'
import { beginWithRubric } from '~/domain/kit-draft/begin'
import type { Block } from '~/domain/kit-draft/content'
import { contentFromFiles } from '~/domain/kit-draft/from-files'
import { MOST_ITEMS } from '~/domain/kit-draft/limits'
import { NO_TABLE, pageTable } from '~/domain/kit/page-table'
import { readRubric } from '~/domain/kit/rubric-table'
import { fail, ok, type Result } from '~/domain/shared/result'
import { readTable, TableProblem } from '~/tables'

export type KitFile = { name: string; bytes: Uint8Array }
type Named = { key: string; name: string }
type Wrong = { code: 'FILE_WRONG'; message: string }

export const MOST_BYTES = 10 * 1024 * 1024
const MOST_FILES = 1_000
const FILE_BYTES = 1024 * 1024
/** Mistakes told at once; somebody corrects some and chooses the file again. */
const MOST_TOLD = 5
const COLUMNS_TOLD = 20

const EMPTY = 'The file is empty. Choose one that holds a kit or a rubric, or none.'
const wrong = (message: string) => fail({ code: 'FILE_WRONG', message })

/**
 * A file as the content of a draft: a kit's folder as a zip, or a rubric as a table (CSV, TSV, XLSX, ODS, Markdown). It is
 * data: nothing of it is run, and its paths name nothing outside it.
 */
export async function readKitFile(
  file: KitFile,
  as: Named,
): Promise<Result<{ content: Block; notes: string[] }, Wrong>> {
  if (file.bytes.byteLength === 0) return wrong(EMPTY)
  if (file.bytes.byteLength > MOST_BYTES) return wrong('The file is larger than 10 MB, the most that a kit may have.')
  if (/\.zip$/i.test(file.name)) return readFolder(file, as)
  const found = await tablesOf(file)
  if (!found.ok) return found
  const rubric = readRubric(found.value.tables)
  if (!rubric.ok) return wrong(placed(rubric.error))
  const { ignored, repeated, criteria, scale } = rubric.value
  if (criteria.length > MOST_ITEMS || scale.length > MOST_ITEMS)
    return wrong(
      `The table has ${criteria.length} criteria on ${scale.length} levels; a kit has at most ${MOST_ITEMS} of each.`,
    )
  const notes = [
    ...found.value.notes,
    ...(repeated.length > 0 ? [`Several texts of one level were joined, the first in line ${repeated[0]?.line}.`] : []),
    ...(ignored.length > 0 ? [`Columns not read: ${firstOf(COLUMNS_TOLD, ignored)}.`] : []),
  ]
  return ok({ content: beginWithRubric(rubric.value, as), notes })
}

const firstOf = (most: number, names: readonly string[]) =>
  [...names.slice(0, most), ...(names.length > most ? [`and ${names.length - most} more`] : [])].join(', ')
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`
const placed = ({ line, message }: { line: number | null; message: string }) =>
  sentence(line === null || message.startsWith('line ') ? message : `line ${line}: ${message}`)

async function tablesOf({ name, bytes }: KitFile) {
  if (/\.(?:md|markdown)$/i.test(name)) {
    const page = pageTable(new TextDecoder().decode(bytes))
    return page ? ok(page) : wrong(sentence(NO_TABLE))
  }
  try {
    const table = await readTable({ name, bytes }, { maxBytes: MOST_BYTES, maxRows: 10_000 })
    return ok({ tables: table, notes: table.notes.map(({ message }) => sentence(message)) })
  } catch (error) {
    if (error instanceof TableProblem) return wrong(sentence(error.message))
    throw error
  }
}

async function readFolder(file: KitFile, as: Named): Promise<Result<{ content: Block; notes: string[] }, Wrong>> {
  const files = await unzipped(file.bytes)
  if (!files.ok) return files
  const folders = [...files.value.keys()].filter((name) => /(?:^|\/)criteria\.yaml$/.test(name))
  if (folders.length === 0)
    return wrong('The archive holds no criteria.yaml. Choose the zip of one kit’s folder, as “Export” writes it.')
  if (folders.length > 1)
    return wrong(
      `The archive holds ${folders.length} kits, two of them in ${folders.slice(0, 2).map(folderName).join(' and ')}. Choose the zip of one kit’s folder.`,
    )
  const read = contentFromFiles(withoutFolder(files.value), as)
  if (read.ok) return ok({ content: read.content, notes: [] })
  const told = read.problems
    .slice(0, MOST_TOLD)
    .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
  const more = read.problems.length - told.length
  return wrong([...told, ...(more > 0 ? [`There are ${more} more mistakes.`] : [])].join(' '))
}

/** The texts of an archive by their path. Dot-files, Markdown and what systems add are left out. */
async function unzipped(bytes: Uint8Array): Promise<Result<Map<string, string>, Wrong>> {
  const files = new Map<string, string>()
  let left = MOST_BYTES
  try {
    // Names that lead out of the archive, and sizes that are not true, end in an error of the reader.
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    })
    let entries = 0
    for await (const entry of zip.eachEntry()) {
      if (++entries > MOST_FILES) return wrong(`The archive holds more than ${MOST_FILES} files, the most of a kit.`)
      const { fileName } = entry
      if (leftOut(fileName)) continue
      if (entry.uncompressedSize > FILE_BYTES)
        return wrong(`${shown(fileName)} is larger than 1 MB, the most that a file of a kit may have.`)
      left -= entry.uncompressedSize
      if (left < 0) return wrong('The archive unpacks to more than 10 MB, the most that a kit may have.')
      if (files.has(fileName)) return wrong(`The archive holds ${shown(fileName)} twice.`)
      files.set(fileName, await textOf(zip, entry))
    }
  } catch {
    return wrong('The archive cannot be read; make the zip of the kit’s folder again.')
  }
  return ok(files)
}

const leftOut = (name: string) => name.endsWith('/') || name.endsWith('.md') || /(?:^|\/)(?:\.|__MACOSX)/.test(name)
const shown = (name: string) => name.slice(0, 200).replace(/\p{Cc}/gu, '\uFFFD')

async function textOf(zip: Awaited<ReturnType<typeof fromBufferPromise>>, entry: Entry): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
}

const folderName = (criteria: string) => {
  const folder = shown(criteria.slice(0, -'/criteria.yaml'.length))
  return folder === '' ? 'its first level' : `“${folder}”`
}

/** The files by their path below the one folder of the archive. */
function withoutFolder(files: Map<string, string>): Map<string, string> {
  const [first = ''] =
    [...files.keys()].find((name) => /(?:^|\/)criteria\.yaml$/.test(name))?.split('criteria.yaml') ?? []
  return new Map(
    [...files].flatMap(([name, text]) => (name.startsWith(first) ? [[name.slice(first.length), text]] : [])),
  )
}
