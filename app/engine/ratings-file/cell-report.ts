import type { Warning } from '../ratings/document'
import { BadInput } from './bad-input'
import type { ColumnReader } from './column-reader'
import { similarNames, visibly } from './similar-names'
import { summaryNames } from './summary-names'

export interface Skipped {
  count: number
  first: { line: number; reason: string }[]
}

/** A rating and the line it stands on. */
export interface ScoreAt {
  value: number
  line: number
}

const LISTED = 1000
const NAMED = 20
const MOST_SPELLINGS = 50

/** Keeps account of what the cells of a file held beside usable values, for the sentences that say so. */
export class CellReport {
  readonly skipped: Skipped = { count: 0, first: [] }
  /** Lowest and highest rating in use. */
  least: ScoreAt = { value: Infinity, line: 0 }
  most: ScoreAt = { value: -Infinity, line: 0 }
  private readonly readers: readonly ColumnReader[]
  /** Per wished column: spellings of missing values and how often each stands there. */
  private readonly spellings: Map<string, number>[]
  /** Per wished column: words for a missing value that stood there as names. */
  private readonly oddNames: Map<string, number>[]
  /** Per wished column: names on lines that were skipped, with the first such line. */
  private readonly left: Map<string, number>[]
  private readonly range: readonly [number, number] | null
  private readonly offScale: ScoreAt[] = []
  private offScaleCount = 0

  constructor(readers: readonly ColumnReader[]) {
    this.readers = readers
    this.spellings = readers.map(() => new Map<string, number>())
    this.oddNames = readers.map(() => new Map<string, number>())
    this.left = readers.map(() => new Map<string, number>())
    this.range = readers.find(({ wish }) => wish.score)?.wish.score?.range ?? null
  }

  missing(k: number, cell: string): void {
    add(this.spellings[k], cell)
  }

  /** A word such as NA, without quotation marks, that is taken for a name. */
  oddName(k: number, cell: string): void {
    add(this.oddNames[k], cell)
  }

  /** The row is left out because its k-th wished column is missing. */
  skip(k: number, line: number, cell: string): void {
    this.skipped.count++
    if (this.skipped.first.length >= LISTED) return
    const what = cell === '' ? 'is blank' : `is missing ("${cell}")`
    this.skipped.first.push({ line, reason: `column "${this.readers[k].wish.name}" ${what}` })
  }

  /** A name that stands on a skipped line. */
  withoutRating(k: number, cell: string, line: number): void {
    const name = cell.normalize('NFC')
    if (!this.left[k].has(name)) this.left[k].set(name, line)
  }

  score(value: number, line: number): void {
    if (value < this.least.value) this.least = { value, line }
    if (value > this.most.value) this.most = { value, line }
    if (this.range === null || (value >= this.range[0] && value <= this.range[1])) return
    this.offScaleCount++
    if (this.offScale.length < NAMED) this.offScale.push({ value, line })
  }

  /** Between which values a further rating changes nothing here. */
  unremarkable(): [low: number, high: number] {
    const [min, max] = this.range ?? [-Infinity, Infinity]
    return [Math.max(this.least.value, min), Math.min(this.most.value, max)]
  }

  /** @throws BadInput that names the lines of ratings outside the scale */
  refuseOffScale(): void {
    const { offScale, offScaleCount, range } = this
    if (range === null || offScaleCount === 0) return
    const listed = offScale.map(({ value, line }) => `${value} in line ${line}`)
    const more = offScaleCount > listed.length ? ` and ${offScaleCount - listed.length} more` : ''
    const [one] = offScale
    throw new BadInput(
      `${
        offScaleCount === 1
          ? `the score ${one.value} in line ${one.line} lies`
          : `${offScaleCount} scores (${listed.join(', ')}${more}) lie`
      } outside the scale ${range.join(':')}; correct the file, or give its scale with --scale MIN:MAX`,
    )
  }

  /** What the person should know of the cells, a sentence each. */
  warnings(rows: number): Warning[] {
    const out: Warning[] = []
    const say = (code: string, message: string) => out.push({ code, message })
    if (this.skipped.count > 0)
      say(
        'ROWS_SKIPPED',
        `${this.skipped.count} of ${rows} rows were skipped for a missing value, the first in line ${this.skipped.first[0].line}.`,
      )
    const missing = this.readers.flatMap(({ wish }, k) =>
      this.spellings[k].size === 0 ? [] : [`${wish.name}: ${counted(this.spellings[k])}`],
    )
    if (missing.length > 0) say('MISSING_VALUES', `Cells taken as missing, by column: ${missing.join('; ')}.`)
    this.readers.forEach((reader, k) => {
      const { name } = reader.wish
      if (this.oddNames[k].size > 0)
        say(
          'NAME_LIKE_MISSING',
          `The column ${name} holds names, so these words count as names there: ${counted(this.oddNames[k])}. Where nobody is meant, leave the cell blank.`,
        )
      const gone = [...this.left[k].keys()].filter((cell) => !reader.knows(cell))
      if (gone.length > 0)
        say(
          'WITHOUT_RATINGS',
          `${gone.length === 1 ? 'One' : gone.length} of the column ${name} has no usable rating and is not in the result: ${gone.slice(0, NAMED).join(', ')}${gone.length > NAMED ? ' and more' : ''}.`,
        )
      if (reader.wish.names) {
        const computed = summaryNames(reader.names)
        if (computed.length > 0)
          say(
            'SUMMARY_ROW',
            `The column ${name} has ${computed
              .slice(0, NAMED)
              .map((at) => `"${reader.names[at]}" (line ${reader.lines[at]})`)
              .join(
                ', ',
              )}, which may be computed from the other lines; such lines count as ratings, so take them out of the file if they are none.`,
          )
      }
      if (reader.wish.levels && !reader.wish.periods)
        for (const names of similarNames(reader.names))
          say(
            'SIMILAR_NAMES',
            `The column ${name} has ${names.map((n) => `"${visibly(n)}"`).join(' and ')}, which differ only in case, spaces or invisible signs; they count as different. If they are one, write them alike.`,
          )
    })
    return out
  }
}

/** Counts a spelling; beyond so many different ones they are not told apart. */
function add(counts: Map<string, number>, cell: string): void {
  const key = counts.has(cell) || counts.size < MOST_SPELLINGS ? cell : 'others'
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const counted = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([cell, n]) => `${cell === '' ? 'blank' : `"${cell}"`} (${n})`)
    .join(', ')
