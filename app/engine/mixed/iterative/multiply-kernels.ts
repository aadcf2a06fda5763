import type { CrossedWorkspace } from './crossed-workspace'
import { multiplyTableInterleaved, multiplyTableOne } from './table-kernels'

/** out = Z'MZ v of one chunk, of one vector or of `INTERLEAVED` interleaved ones; out starts at `at`. */
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

/** Z v of some rows into `work.interleaved`. */
export function gatherInterleaved(work: CrossedWorkspace, from: number, m: number, v: Float64Array): void {
  const { crossed, slopes } = work.data.arrangement
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

/** Nested effects B Z'r of what stands in `work.interleaved`, four by four; valid until the next call. */
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

/** out += Z'(r - Z_nested x). */
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
  const { crossed, slopes, patterns } = arrangement
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
