import type { CrossedWorkspace } from './crossed-workspace'

/** Vectors that go through the rows side by side: entry c of vector s stands at c * LANES + s. One alone is not interleaved. */
export const INTERLEAVED = 4

/** out = Z'MZ v of one chunk, of one vector or of LANES interleaved ones; out starts at `at`. */
export function multiplyOne(
  work: CrossedWorkspace,
  chunk: number,
  v: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const { arrangement } = work.data
  const { r } = work
  const plain = work.plainTable
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    if (plain !== null && arrangement.patterns.tableRows[id] > 0) {
      multiplyTableOne(work, id, plain.byRow, plain.byCell, from, v, out, at)
      return
    }
    work.gather(from, m, v, 0, r)
    work.elimination.apply(id, r)
    work.scatter(from, m, r, out, at)
  })
}

export function multiplyInterleaved(
  work: CrossedWorkspace,
  chunk: number,
  v: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const { arrangement } = work.data
  const plain = work.plainTable
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    if (plain !== null && arrangement.patterns.tableRows[id] > 0) {
      multiplyTableInterleaved(work, id, plain.byRow, plain.byCell, from, v, out, at)
      return
    }
    gatherInterleaved(work, from, m, v)
    const x = effectsInterleaved(work, id)
    scatterInterleaved(work, id, from, m, x, out, at)
  })
}

let sums = new Float64Array(1 << 14)

/** Room for a table's row and column sums; a write beyond a typed array's end would be lost without a word. */
function zeroedScratch(count: number): Float64Array {
  if (sums.length < count) sums = new Float64Array(2 * count)
  return sums
}

/** One vector through a complete table: M takes off shares of the row means, the column means and the mean. */
function multiplyTableOne(
  work: CrossedWorkspace,
  id: number,
  byRow: Int32Array,
  byCell: Int32Array,
  from: number,
  v: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const { arrangement, factors } = work.data
  const rows = arrangement.patterns.tableRows[id]
  const columns = arrangement.patterns.tableColumns[id]
  const shareRow = factors.shares[3 * id]
  const shareColumn = factors.shares[3 * id + 1]
  const shareAll = factors.shares[3 * id + 2]
  const { r } = work
  const t = zeroedScratch(rows + columns)
  for (let k = 0; k < columns; k++) t[k] = 0
  let all = 0
  const rowFactor = shareRow / columns
  for (let j = 0, i = 0; j < rows; j++) {
    const base = v[byRow[from + i]]
    let sum = 0
    for (let k = 0; k < columns; k++, i++) {
      const x = base + v[byCell[from + i]]
      r[i] = x
      t[k] += x
      sum += x
    }
    t[columns + j] = sum * rowFactor
    all += sum
  }
  const columnFactor = shareColumn / rows
  const mean = ((shareColumn + shareRow - shareAll) * all) / (rows * columns)
  for (let k = 0; k < columns; k++) t[k] = t[k] * columnFactor - mean
  for (let j = 0, i = 0; j < rows; j++) {
    const shift = t[columns + j]
    const head = at + byRow[from + i]
    let sum = 0
    for (let k = 0; k < columns; k++, i++) {
      const x = r[i] - shift - t[k]
      out[at + byCell[from + i]] += x
      sum += x
    }
    out[head] += sum
  }
}

/** The same for four vectors side by side, which share every look-up. */
function multiplyTableInterleaved(
  work: CrossedWorkspace,
  id: number,
  byRow: Int32Array,
  byCell: Int32Array,
  from: number,
  v: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const { arrangement, factors } = work.data
  const rows = arrangement.patterns.tableRows[id]
  const columns = arrangement.patterns.tableColumns[id]
  const shareRow = factors.shares[3 * id]
  const shareColumn = factors.shares[3 * id + 1]
  const shareAll = factors.shares[3 * id + 2]
  const { interleaved: r } = work
  const t = zeroedScratch((rows + columns) * INTERLEAVED)
  const wide = columns * 4
  for (let k = 0; k < wide; k++) t[k] = 0
  const rowFactor = shareRow / columns
  let a0 = 0
  let a1 = 0
  let a2 = 0
  let a3 = 0
  for (let j = 0, i = from, w = 0; j < rows; j++) {
    const h = byRow[i] * 4
    const b0 = v[h]
    const b1 = v[h + 1]
    const b2 = v[h + 2]
    const b3 = v[h + 3]
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let k = 0; k < wide; k += 4, i++, w += 4) {
      const c = byCell[i] * 4
      const x0 = b0 + v[c]
      const x1 = b1 + v[c + 1]
      const x2 = b2 + v[c + 2]
      const x3 = b3 + v[c + 3]
      r[w] = x0
      r[w + 1] = x1
      r[w + 2] = x2
      r[w + 3] = x3
      t[k] += x0
      t[k + 1] += x1
      t[k + 2] += x2
      t[k + 3] += x3
      s0 += x0
      s1 += x1
      s2 += x2
      s3 += x3
    }
    const z = wide + j * 4
    t[z] = s0 * rowFactor
    t[z + 1] = s1 * rowFactor
    t[z + 2] = s2 * rowFactor
    t[z + 3] = s3 * rowFactor
    a0 += s0
    a1 += s1
    a2 += s2
    a3 += s3
  }
  const columnFactor = shareColumn / rows
  const both = (shareColumn + shareRow - shareAll) / (rows * columns)
  a0 *= both
  a1 *= both
  a2 *= both
  a3 *= both
  for (let k = 0; k < wide; k += 4) {
    t[k] = t[k] * columnFactor - a0
    t[k + 1] = t[k + 1] * columnFactor - a1
    t[k + 2] = t[k + 2] * columnFactor - a2
    t[k + 3] = t[k + 3] * columnFactor - a3
  }
  for (let j = 0, i = from, w = 0; j < rows; j++) {
    const z = wide + j * 4
    const h0 = t[z]
    const h1 = t[z + 1]
    const h2 = t[z + 2]
    const h3 = t[z + 3]
    const head = at + byRow[i] * 4
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let k = 0; k < wide; k += 4, i++, w += 4) {
      const c = at + byCell[i] * 4
      const x0 = r[w] - h0 - t[k]
      const x1 = r[w + 1] - h1 - t[k + 1]
      const x2 = r[w + 2] - h2 - t[k + 2]
      const x3 = r[w + 3] - h3 - t[k + 3]
      out[c] += x0
      out[c + 1] += x1
      out[c + 2] += x2
      out[c + 3] += x3
      s0 += x0
      s1 += x1
      s2 += x2
      s3 += x3
    }
    out[head] += s0
    out[head + 1] += s1
    out[head + 2] += s2
    out[head + 3] += s3
  }
}

/** Z v of some rows into `work.lanes`. */
export function gatherInterleaved(work: CrossedWorkspace, from: number, m: number, v: Float64Array): void {
  const { crossed: crossed, slopes } = work.data.arrangement
  const { interleaved: r } = work
  for (let k = 0; k < crossed.length; k++) {
    const columns = crossed[k]
    const slope = slopes[k]
    if (k === 0) r.fill(0, 0, 4 * m)
    for (let i = 0, w = 0; i < m; i++, w += 4) {
      const c = columns[from + i] * 4
      const f = slope === null ? 1 : slope[from + i]
      r[w] += f * v[c]
      r[w + 1] += f * v[c + 1]
      r[w + 2] += f * v[c + 2]
      r[w + 3] += f * v[c + 3]
    }
  }
}

/** Nested effects B Z'r of what stands in `work.lanes`, four by four; valid until the next call. */
export function effectsInterleaved(work: CrossedWorkspace, id: number): Float64Array {
  const { arrangement, factors } = work.data
  const { local, localStart } = arrangement.patterns
  const rows = arrangement.patterns.rows[id]
  const size = arrangement.patterns.size[id]
  const { b } = factors
  const { interleaved: r, interleavedSums: t, interleavedEffects: x } = work
  t.fill(0, 0, 4 * size)
  const end = localStart[id + 1]
  for (let k = localStart[id]; k < end;) {
    for (let w = 0; w < 4 * rows; w += 4, k++) {
      const e = local[k] * 4
      t[e] += r[w]
      t[e + 1] += r[w + 1]
      t[e + 2] += r[w + 2]
      t[e + 3] += r[w + 3]
    }
  }
  for (let c = 0, at = factors.bStart[id]; c < 4 * size; c += 4) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let d = 0; d < 4 * size; d += 4, at++) {
      const f = b[at]
      s0 += f * t[d]
      s1 += f * t[d + 1]
      s2 += f * t[d + 2]
      s3 += f * t[d + 3]
    }
    x[c] = s0
    x[c + 1] = s1
    x[c + 2] = s2
    x[c + 3] = s3
  }
  return x
}

/** out += Z'(r - Z_inner x). */
function scatterInterleaved(
  work: CrossedWorkspace,
  id: number,
  from: number,
  m: number,
  x: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const { arrangement } = work.data
  const { crossed: crossed, slopes, patterns } = arrangement
  const { interleaved: r } = work
  for (let k = patterns.localStart[id]; k < patterns.localStart[id + 1];) {
    for (let w = 0; w < 4 * m; w += 4, k++) {
      const e = patterns.local[k] * 4
      r[w] -= x[e]
      r[w + 1] -= x[e + 1]
      r[w + 2] -= x[e + 2]
      r[w + 3] -= x[e + 3]
    }
  }
  for (let k = 0; k < crossed.length; k++) {
    const columns = crossed[k]
    const slope = slopes[k]
    for (let i = 0, w = 0; i < m; i++, w += 4) {
      const c = at + columns[from + i] * 4
      const f = slope === null ? 1 : slope[from + i]
      out[c] += f * r[w]
      out[c + 1] += f * r[w + 1]
      out[c + 2] += f * r[w + 2]
      out[c + 3] += f * r[w + 3]
    }
  }
}
