import { expect, test } from 'vitest'
import { INTERLEAVED } from './crossed-workspace'
import { multiplyInterleaved, multiplyOne } from './multiply-kernels'
import type { CrossedWorkspace } from './crossed-workspace'

/** One block that is a complete table of `rows` by `columns`, the rows crossing one crossed term and the cells another. */
function tableOf(rows: number, columns: number): CrossedWorkspace {
  const m = rows * columns
  const byRow = Int32Array.from({ length: m }, (_, i) => Math.floor(i / columns))
  const byCell = Int32Array.from({ length: m }, (_, i) => rows + i)
  const patterns = { tableRows: Int32Array.of(rows), tableColumns: Int32Array.of(columns) }
  const data = {
    arrangement: { pattern: Int32Array.of(0), patterns },
    factors: { shares: Float64Array.of(0.4, 0.7, 0.9) },
  }
  const scratch = {
    r: new Float64Array(m),
    interleaved: new Float64Array(INTERLEAVED * m),
    plainTable: { byRow, byCell },
  }
  const eachBlock: CrossedWorkspace['eachBlock'] = (_, visit) => visit(0, 0, m)
  return { data, ...scratch, eachBlock } as unknown as CrossedWorkspace
}

test.each([
  [6, 5],
  [5_000, 3],
  [20_000, 2],
])('a table of %i by %i: M takes shares of its means off, for one vector and for four', (rows, columns) => {
  const m = rows * columns
  const work = tableOf(rows, columns)
  const q = rows + m
  const v = Float64Array.from({ length: q }, (_, i) => Math.sin(i * 1.3))
  const x = Array.from({ length: m }, (_, i) => v[Math.floor(i / columns)]! + v[rows + i]!)
  const mean = (of: number[]) => of.reduce((sum, one) => sum + one, 0) / of.length
  const all = mean(x)
  const byColumn = Array.from({ length: columns }, (_, k) => mean(x.filter((_, i) => i % columns === k)))
  const one = new Float64Array(q)
  multiplyOne(work, 0, v, one, 0)
  const interleaved = new Float64Array(INTERLEAVED * q)
  const four = Float64Array.from(
    { length: INTERLEAVED * q },
    (_, i) => v[Math.floor(i / INTERLEAVED)]! * ((i % INTERLEAVED) + 1),
  )
  multiplyInterleaved(work, 0, four, interleaved, 0)
  for (const i of [0, 1, m >> 1, m - 1]) {
    const j = Math.floor(i / columns)
    const row = mean(x.slice(j * columns, (j + 1) * columns))
    // M r = r - share of (row mean - mean) - share of (column mean - mean) - share of the mean.
    const truth = x[i]! - 0.4 * (row - all) - 0.7 * (byColumn[i % columns]! - all) - 0.9 * all
    expect(one[rows + i]).toBeCloseTo(truth, 10)
    for (let s = 0; s < INTERLEAVED; s++)
      expect(interleaved[(rows + i) * INTERLEAVED + s]).toBeCloseTo(truth * (s + 1), 10)
  }
})
