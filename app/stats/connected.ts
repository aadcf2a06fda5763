/** Connected components of a bipartite graph given by its edges. */
export interface Components {
  count: number
  /** Component of each left and right node, numbered by first left node; -1 for a node without edges. */
  left: Int32Array
  right: Int32Array
}

/** Union-find over the edges (a[i], b[i]); negative codes are no edge. */
export function connectedComponents(a: Int32Array, lefts: number, b: Int32Array, rights: number): Components {
  const parent = Int32Array.from({ length: lefts + rights }, (_, i) => i)
  const used = new Uint8Array(lefts + rights)
  const root = (i: number) => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]]
      i = parent[i]
    }
    return i
  }
  for (let i = 0; i < a.length; i++) {
    if (a[i] < 0 || b[i] < 0) continue
    const x = root(a[i])
    const y = root(lefts + b[i])
    used[a[i]] = used[lefts + b[i]] = 1
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y)
  }
  const number = new Map<number, number>()
  const label = (i: number) => {
    if (!used[i]) return -1
    const r = root(i)
    let n = number.get(r)
    if (n === undefined) number.set(r, (n = number.size))
    return n
  }
  const left = Int32Array.from({ length: lefts }, (_, i) => label(i))
  const right = Int32Array.from({ length: rights }, (_, i) => label(lefts + i))
  return { count: number.size, left, right }
}
