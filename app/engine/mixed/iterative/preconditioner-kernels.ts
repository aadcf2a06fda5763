import type { CrossedWorkspace } from './crossed-workspace'

/** Adds the groups' diagonal blocks of Z'MZ, unscaled, of a chunk's rows. */
export function preconditionerBlocks(work: CrossedWorkspace, chunk: number, out: Float64Array): void {
  const { arrangement, groups } = work.data
  const { crossed, slopes, pattern } = arrangement
  const { group, place, start, blockStart } = groups
  const length = blockStart[blockStart.length - 1]
  const at = chunk * length
  out.fill(0, at, at + length)
  const { patterns } = arrangement
  const plain = work.plainTable
  work.eachBlock(chunk, (b, from, m) => {
    const id = pattern[b]
    if (plain !== null && patterns.tableRows[id] > 0) {
      tableBlocks(work, id, from, plain.byRow, plain.byCell, out, at)
      return
    }
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < m; j++) {
        let entry = Number.NaN
        for (let k = 0; k < crossed.length; k++) {
          const c = crossed[k][from + i]
          const g = group[c]
          for (let l = 0; l < crossed.length; l++) {
            const d = crossed[l][from + j]
            if (group[d] !== g) continue
            if (Number.isNaN(entry)) entry = work.elimination.entry(id, i, j)
            let value = entry
            const left = slopes[k]
            const right = slopes[l]
            if (left !== null) value *= left[from + i]
            if (right !== null) value *= right[from + j]
            out[at + blockStart[g] + place[c] * (start[g + 1] - start[g]) + place[d]] += value
          }
          if (groups.together && Number.isNaN(entry)) break
        }
      }
    }
  })
}

/** The same for a complete table, where M has one value on the diagonal and one beside it within a row of the table. */
function tableBlocks(
  work: CrossedWorkspace,
  id: number,
  from: number,
  byRow: Int32Array,
  byCell: Int32Array,
  out: Float64Array,
  at: number,
): void {
  const { group, place, start, blockStart } = work.data.groups
  const { tableRows, tableColumns } = work.data.arrangement.patterns
  const columns = tableColumns[id]
  const own = work.elimination.entry(id, 0, 0)
  const beside = columns > 1 ? work.elimination.entry(id, 0, 1) : 0
  const line = own + (columns - 1) * beside
  for (let j = 0, i = from; j < tableRows[id]; j++, i += columns) {
    const head = byRow[i]
    const g = group[head]
    const w = start[g + 1] - start[g]
    const block = at + blockStart[g]
    const h = place[head]
    out[block + h * w + h] += columns * line
    for (let k = 0; k < columns; k++) {
      const c = place[byCell[i + k]]
      out[block + h * w + c] += line
      out[block + c * w + h] += line
      for (let l = 0; l < columns; l++) out[block + c * w + place[byCell[i + l]]] += k === l ? own : beside
    }
  }
}

/** Near covariance of the cells of one row of a complete table (see `nearRows`): columns x columns into `out`, `width` wide. */
function approximateTableRow(
  work: CrossedWorkspace,
  i: number,
  columns: number,
  byRow: Int32Array,
  byCell: Int32Array,
  out: Float64Array,
  at: number,
  width: number,
): void {
  const { groups, crossedSd, groupInverse } = work.data
  const { group, place, start, blockStart } = groups
  const head = byRow[i]
  const g = group[head]
  const w = start[g + 1] - start[g]
  const block = blockStart[g]
  const h = block + place[head] * w
  const s = crossedSd[head]
  const base = s * s * groupInverse[h + place[head]]
  for (let k = 0; k < columns; k++) {
    const c = byCell[i + k]
    const row = block + place[c] * w
    const t = crossedSd[c]
    const mixed = base + s * t * groupInverse[row + place[head]]
    for (let l = 0; l <= k; l++) {
      const d = byCell[i + l]
      const value =
        mixed + s * crossedSd[d] * groupInverse[h + place[d]] + t * crossedSd[d] * groupInverse[row + place[d]]
      out[at + k * width + l] = out[at + l * width + k] = value
    }
  }
}

/**
 * Covariance, over s2, that two rows of a block share through their crossed effects when groups are taken one by one: m x m,
 * both triangles.
 */
export function approximateRowCovariance(
  work: CrossedWorkspace,
  id: number,
  from: number,
  m: number,
  out: Float64Array,
): void {
  const plain = work.plainTable
  const columns = work.data.arrangement.patterns.tableColumns[id]
  if (plain !== null && columns > 0) {
    out.fill(0, 0, m * m)
    for (let i = 0; i < m; i += columns)
      approximateTableRow(work, from + i, columns, plain.byRow, plain.byCell, out, i * m + i, m)
    return
  }
  const { arrangement, groups, crossedSd, groupInverse } = work.data
  const { crossed, slopes } = arrangement
  const { group, place, start, blockStart } = groups
  const terms = crossed.length
  const { approximateGroup: nearGroup, approximatePlace: nearPlace, approximateScale: nearScale } = work
  for (let k = 0; k < terms; k++) {
    const columns = crossed[k]
    const slope = slopes[k]
    for (let i = 0; i < m; i++) {
      const c = columns[from + i]
      nearGroup[k * m + i] = group[c]
      nearPlace[k * m + i] = place[c]
      nearScale[k * m + i] = slope === null ? crossedSd[c] : crossedSd[c] * slope[from + i]
    }
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let s = 0
      if (!groups.together || nearGroup[i] === nearGroup[j]) {
        for (let a = i; a < terms * m; a += m) {
          const g = nearGroup[a]
          const row = blockStart[g] + nearPlace[a] * (start[g + 1] - start[g])
          for (let b = j; b < terms * m; b += m)
            if (nearGroup[b] === g) s += nearScale[a] * nearScale[b] * groupInverse[row + nearPlace[b]]
        }
      }
      out[i * m + j] = out[j * m + i] = s
    }
  }
}

/** Per nested term tr(W G'G), W the groups' inverse blocks and G the map from crossed to nested effects. */
export function traceOfBlocks(work: CrossedWorkspace, chunk: number, out: Float64Array): void {
  const { arrangement, nestedTerms } = work.data
  const { patterns, pattern, longestBlock: longest, largestPattern: largest } = arrangement
  const near = new Float64Array(longest * longest)
  const crossing = new Float64Array(longest * largest)
  out.fill(0, chunk * nestedTerms, (chunk + 1) * nestedTerms)
  const plain = work.plainTable
  let known = -1
  work.eachBlock(chunk, (b, from, m) => {
    const id = pattern[b]
    const size = patterns.size[id]
    const e0 = patterns.effectStart[id]
    if (id !== known) work.elimination.crossingDiagonal((known = id), crossing)
    const columns = patterns.tableColumns[id]
    if (plain !== null && columns > 0) {
      // Within a row of the table G'G has one value on the diagonal and one beside it.
      let own = 0
      let beside = 0
      for (let i = 0; i < m; i += columns) {
        approximateTableRow(work, from + i, columns, plain.byRow, plain.byCell, near, 0, columns)
        for (let k = 0; k < columns; k++)
          for (let l = 0; l < columns; l++) {
            if (k === l) own += near[k * columns + l]
            else beside += near[k * columns + l]
          }
      }
      for (let e = 0; e < size; e++) {
        const first = crossing[e]
        const next = columns > 1 ? crossing[size + e] : 0
        out[chunk * nestedTerms + patterns.term[e0 + e]] += first * (own * first + beside * next)
      }
      return
    }
    approximateRowCovariance(work, id, from, m, near)
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        const n = near[i * m + j]
        if (n === 0) continue
        const twice = i === j ? n : 2 * n
        for (let e = 0; e < size; e++)
          out[chunk * nestedTerms + patterns.term[e0 + e]] += twice * crossing[i * size + e] * crossing[j * size + e]
      }
    }
  })
}
