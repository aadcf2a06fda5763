import { INTERLEAVED, type CrossedWorkspace } from './crossed-workspace'

let sums = new Float64Array(1 << 14)

/** Space for a table's row and column sums; a write beyond a typed array's end would be lost without a word. */
function zeroedScratch(count: number): Float64Array {
  if (sums.length < count) sums = new Float64Array(2 * count)
  return sums
}

/** One vector through a complete table: M takes off shares of the row means, the column means and the mean. */
export function multiplyTableOne(
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
export function multiplyTableInterleaved(
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
