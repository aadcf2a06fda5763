import { open } from 'node:fs/promises'
import path from 'node:path'
import { mustExist } from '~/domain/shared/must-exist'
import { readRatings } from '~/engine/ratings-file'
import { generateRatings } from '../generate-ratings/generate-ratings'
import { measureCalibrate } from './calibrate-run'
import { inTurns, type Suite } from './figure'
import { inFolder } from './in-folder'

const CANDIDATES = 40_000
const ROUNDS = 9

/**
 * Reading 1,000,000 ratings: with all that our reader checks, against a loop that only splits lines, numbers levels and
 * makes numbers of scores, in turns. And the share of reading in the whole command.
 */
export const ratingsReader: Suite = {
  name: 'ratings-reader',
  onlyWhenNamed: true,
  run: (report) =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'ratings.csv')
      const options = ['--candidates', String(CANDIDATES), '--interviewers', '5000', '--out', file]
      if ((await generateRatings(options, folder)) !== 0) throw new Error('generate-ratings failed')
      let rows = 0
      const [ours, plain] = await inTurns(
        ROUNDS,
        async () => (rows = (await readWhole(file)).used),
        async () => {
          const read = await readLines(file)
          if (read !== rows) throw new Error(`${read} rows where the reader has ${rows}`)
        },
      )
      report({ name: `${rows} ratings: reading, against plain lines`, value: ours, unit: 'ms', baseline: plain })
      const whole = await measureCalibrate(file, path.join(folder, 'whole.json'))
      const { readMs, totalMs } = whole.document.timings
      report({
        name: `${rows} ratings: reading, against the whole command`,
        value: readMs,
        unit: 'ms',
        baseline: totalMs,
      })
    }),
}

const COLUMNS = ['candidate', 'interviewer', 'criterion'] as const

const readWhole = (file: string) =>
  readRatings(
    file,
    'ratings.csv',
    () => [
      { name: 'score', levels: false, numbers: 'always', required: true, score: { range: null } },
      ...COLUMNS.map((name) => ({ name, levels: true, numbers: 'never' as const, required: true, names: true })),
    ],
    () => undefined,
  )

/** Reads the columns as a script of a few lines would, without quotation marks, missing values or checks; returns the rows. */
async function readLines(file: string): Promise<number> {
  const handle = await open(file)
  const levels = COLUMNS.map(() => new Map<string, number>())
  const codes: number[][] = COLUMNS.map(() => [])
  const scores: number[] = []
  let at: { score: number; columns: number[] } | null = null
  for await (const line of handle.readLines()) {
    const cells = line.split(',')
    if (at === null) {
      at = { score: cells.indexOf('score'), columns: COLUMNS.map((name) => cells.indexOf(name)) }
      continue
    }
    scores.push(Number(cells[at.score]))
    for (const [k, column] of at.columns.entries()) {
      const name = mustExist(cells[column], 'cell')
      const known = mustExist(levels[k], 'levels')
      let code = known.get(name)
      if (code === undefined) known.set(name, (code = known.size))
      mustExist(codes[k], 'codes').push(code)
    }
  }
  return scores.length
}
