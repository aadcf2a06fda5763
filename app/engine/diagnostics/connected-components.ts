/** Connected components of a bipartite graph given by its edges. */
export interface Components {
  count: number
  /** Component of each left and right node, numbered by first left node; -1 for a node without edges. */
  left: Int32Array
  right: Int32Array
}

/**
 * Union-find over the edges (a[i], b[i]); negative codes are no edge. Two levels of a crossed design can be compared only
 * within a component.
 * @see Weeks & Williams (1964), Technometrics 6:319-324 (connectedness)
 */
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

/**
 * Edges without which an undirected graph falls into more parts, as indices into `edges`, in their order. Two edges between
 * the same nodes keep each other from being one.
 * @see Tarjan (1974), Information Processing Letters 2: 160-161
 */
export function bridges(nodes: number, edges: readonly { a: number; b: number }[]): number[] {
  const at: number[][] = Array.from({ length: nodes }, () => [])
  edges.forEach(({ a, b }, e) => {
    at[a].push(e)
    at[b].push(e)
  })
  const seen = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const found: number[] = []
  let time = 0
  for (let start = 0; start < nodes; start++) {
    if (seen[start] >= 0) continue
    const path = [{ node: start, by: -1, next: 0 }]
    seen[start] = low[start] = time++
    while (path.length > 0) {
      const here = path[path.length - 1]
      const edge = at[here.node][here.next++]
      if (edge === undefined) {
        path.pop()
        const before = path.at(-1)
        if (!before) continue
        low[before.node] = Math.min(low[before.node], low[here.node])
        if (low[here.node] > seen[before.node]) found.push(here.by)
      } else if (edge !== here.by) {
        const other = edges[edge].a === here.node ? edges[edge].b : edges[edge].a
        if (seen[other] >= 0) low[here.node] = Math.min(low[here.node], seen[other])
        else {
          seen[other] = low[other] = time++
          path.push({ node: other, by: edge, next: 0 })
        }
      }
    }
  }
  return found.sort((a, b) => a - b)
}
