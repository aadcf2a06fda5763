import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { isMissing, isText } from '~/tables'
import type { Warning } from '../ratings/document'
import { BadInput } from './bad-input'
import type { ColumnWish } from './column-reader'
import { TableReader } from './columns'
import { type ElementNames, facetsLabels } from './facets-labels'
import { finishedFile, inFile, type RatingsFile } from './ratings-file'
import { unreadable } from './unreadable'

const USUAL = ['candidate', 'interviewer', 'criterion']
const LARGEST = 64 * 1024 * 1024
/** Most elements that a range such as 1-25 may name. */
const WIDEST = 1000

/** One line of data: the elements of its facets, several where a range stands, and a rating for each. */
interface DataLine {
  line: number
  elements: string[]
  /** Place of the facet that has a range, and its elements; null where none has. */
  range: { at: number; elements: string[] } | null
  ratings: string[]
  times: number
}

/**
 * Reads the data of a FACETS (Minifac) file, which has no header: elements of each facet, then a rating for each element of the
 * one facet that may be a range, as in `1,7,1-3,4,2,3`. Comments begin with a semicolon; `R2` in front counts a line twice; in
 * a whole specification file what stands before `Data=` is left out.
 * @param facets names of the facets in order; none for candidate, interviewer, criterion
 * @see Linacre, FACETS manual, "Data="
 */
export async function readFacets(
  path: string,
  name: string,
  facets: readonly string[],
  wish: (header: string[], headerLine: number) => ColumnWish[],
): Promise<RatingsFile> {
  const bytes = await bytesOf(path, name)
  try {
    const { lines, offset, declared, labels } = dataPart(textOf(bytes).split(/\r\n|\n|\r/))
    const count = facets.length || (declared ?? facetCount(lines, offset))
    const names = facets.length > 0 ? facets : namesOf(count)
    const header = [...names, 'score']
    const reader = new TableReader(wish(header, 0), header)
    lines.forEach((source, at) => {
      const found = dataLine(source, offset + at, count)
      if (found !== null) take(reader, found, names, labels)
    })
    const warnings: Warning[] = [
      {
        code: 'FACETS_FILE',
        message: `${name} was read as the data of a FACETS file with the facets ${names.join(', ')}, in this order; --facets=NAME,NAME,... names others.`,
      },
    ]
    if ([...labels.values()].some(({ size }) => size > 0))
      warnings.push({
        code: 'FACETS_LABELS',
        message: `Elements are called by their names after Labels= in ${name}; one without a name of its own is called by its number.`,
      })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return finishedFile({ reader, header, name, sha256, warnings })
  } catch (error) {
    throw inFile(error, name)
  }
}

async function bytesOf(path: string, name: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > LARGEST)
      throw new BadInput(`${name} is larger than ${LARGEST / 1024 / 1024} MB, the most for --facets`)
    return await readFile(path)
  } catch (error) {
    throw unreadable(error, name)
  }
}

/** FACETS for Windows writes its own code page unless told otherwise; elements and ratings are the same in each. */
function textOf(bytes: Buffer): string {
  if (!isText(bytes)) throw new BadInput('--facets reads a text file, and this is none; save the data as text')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}

/** The lines after `Data=` where that is, with the number of the first one and of the facets that the file declares. */
function dataPart(lines: string[]): {
  lines: string[]
  offset: number
  declared: number | null
  /** Names of elements by facet, the first being 1. */
  labels: ReadonlyMap<number, ElementNames>
} {
  const at = lines.findIndex((line) => /^\s*data\s*=/i.test(line))
  if (at < 0) return { lines, offset: 1, declared: null, labels: facetsLabels([]) }
  const rest = withoutComment(lines[at].slice(lines[at].indexOf('=') + 1))
  if (rest !== '')
    throw new BadInput(`line ${at + 1} says that the data are in "${rest.slice(0, 60)}"; give that file instead`)
  const declared = lines.slice(0, at).map((line) => /^\s*facets\s*=\s*(\d+)/i.exec(line)?.[1])
  return {
    lines: lines.slice(at + 1),
    offset: at + 2,
    declared: Number(declared.find((n) => n !== undefined) ?? 0) || null,
    labels: facetsLabels(lines.slice(0, at)),
  }
}

const withoutComment = (line: string) => (line.split(';')[0] ?? '').trim()

function cellsOf(line: string): string[] {
  const text = withoutComment(line)
  if (text === '') return []
  const cells = /[,\t]/.test(text) ? text.split(/[,\t]/) : text.split(/\s+/)
  const trimmed = cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  while (trimmed.length > 0 && trimmed[trimmed.length - 1] === '') trimmed.pop()
  return trimmed
}

/** The elements that a range such as 1-3 names; null for any other cell. */
function rangeOf(cell: string): string[] | null {
  const m = /^(\d+)-(\d+)$/.exec(cell)
  if (m === null) return null
  const [from, to] = [Number(m[1]), Number(m[2])]
  if (to < from || to - from >= WIDEST) return null
  return Array.from({ length: to - from + 1 }, (_, k) => String(from + k))
}

const WEIGHT = /^R(\d+)$/i

/** How many facets the first line of data has: what is not a rating. */
function facetCount(lines: readonly string[], offset: number): number {
  for (const [at, line] of lines.entries()) {
    const cells = cellsOf(line).filter((cell, k) => k > 0 || !WEIGHT.test(cell))
    if (cells.length === 0) continue
    const ratings = cells.map(rangeOf).find((range) => range !== null)?.length ?? 1
    const count = cells.length - ratings
    if (count >= 1) return count
    throw new BadInput(`line ${offset + at} has no facet besides its ratings; a line reads 1,7,2,3 or 1,7,1-3,4,2,3`)
  }
  throw new BadInput('there is no line of data; a line reads 1,7,2,3 or 1,7,1-3,4,2,3')
}

const namesOf = (count: number) => Array.from({ length: count }, (_, k) => USUAL[k] ?? `facet${k + 1}`)

function dataLine(source: string, line: number, count: number): DataLine | null {
  const cells = cellsOf(source)
  if (cells.length === 0) return null
  const weight = WEIGHT.exec(cells[0])
  if (weight !== null) cells.shift()
  const elements = cells.slice(0, count)
  const ranges = elements.flatMap((cell, at) => {
    const found = rangeOf(cell)
    return found === null ? [] : [{ at, elements: found }]
  })
  if (ranges.length > 1)
    throw new BadInput(`line ${line} has two ranges; only one facet of a line may have several elements`)
  const wanted = ranges.length === 0 ? 1 : ranges[0].elements.length
  const ratings = cells.slice(count)
  if (ratings.length !== wanted)
    throw new BadInput(
      `line ${line} has ${ratings.length} ${ratings.length === 1 ? 'rating' : 'ratings'} where ${count} facets ask for ${wanted}; if the number of facets is another, name them with --facets=NAME,NAME,...`,
    )
  return { line, elements, range: ranges[0] ?? null, ratings, times: Number(weight?.[1] ?? 1) }
}

function take(
  reader: TableReader,
  { line, elements, range, ratings, times }: DataLine,
  names: readonly string[],
  labels: ReadonlyMap<number, ElementNames>,
): void {
  ratings.forEach((rating, k) => {
    const row = names.map((_, at) => {
      const element = range?.at === at ? range.elements[k] : elements[at]
      return labels.get(at + 1)?.get(element) ?? element
    })
    // FACETS writes m or a full stop for a rating that is missing.
    row.push(rating === 'm' || isMissing(rating) ? '' : rating)
    for (let copy = 0; copy < times; copy++) reader.take(row, line)
  })
}
