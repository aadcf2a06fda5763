import { mustExist } from '~/domain/shared/must-exist'

export type Point = { x: number; y: number }
export type Box = { x: number; y: number; width: number; height: number }

/** One part of the graph: its nodes, and edges as indices into them. */
export type GraphPart = { nodes: number; edges: readonly { a: number; b: number; weight: number }[] }

const STEPS = 200

/**
 * Boxes side by side for parts of these sizes: the list is halved by size again and again, each cut across the longer side.
 */
export function boxes(sizes: readonly number[], inside: Box): Box[] {
  if (sizes.length < 2) return sizes.map(() => inside)
  const total = sizes.reduce((s, x) => s + x, 0)
  let cut = 0
  let left = 0
  for (const size of sizes.slice(0, -1)) {
    if (cut > 0 && left + size / 2 > total / 2) break
    left += size
    cut++
  }
  const share = left / total
  const wide = inside.width >= inside.height
  const first = wide ? { ...inside, width: inside.width * share } : { ...inside, height: inside.height * share }
  const second = wide
    ? { ...inside, x: inside.x + first.width, width: inside.width - first.width }
    : { ...inside, y: inside.y + first.height, height: inside.height - first.height }
  return [...boxes(sizes.slice(0, cut), first), ...boxes(sizes.slice(cut), second)]
}

/**
 * Places for the nodes of one part, from 0 to 1 each way: nodes push each other apart and edges pull together, the heavier the
 * stronger. The same graph always gets the same places.
 * @see Fruchterman & Reingold (1991), Software: Practice and Experience 21(11): 1129-1164
 */
export function springLayout({ nodes, edges }: GraphPart): Point[] {
  const place = Array.from({ length: nodes }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / Math.max(1, nodes)
    return { x: Math.cos(angle), y: Math.sin(angle) }
  })
  if (nodes < 3) return spread(place)
  const heaviest = Math.max(1, ...edges.map(({ weight }) => weight))
  const rest = 1.6 / Math.sqrt(nodes)
  for (let step = 0; step < STEPS; step++) {
    const bodies = place.map((point) => ({ point, move: { x: 0, y: 0 } }))
    for (const [i, one] of bodies.entries()) {
      for (const other of bodies.slice(0, i)) {
        const { dx, dy, distance } = between(one.point, other.point)
        const force = (rest * rest) / distance / distance
        push(one.move, dx * force, dy * force)
        push(other.move, -dx * force, -dy * force)
      }
    }
    for (const { a, b, weight } of edges) {
      const from = mustExist(bodies[a], 'first node of the edge')
      const to = mustExist(bodies[b], 'second node of the edge')
      const { dx, dy, distance } = between(from.point, to.point)
      const force = ((distance / rest) * (0.15 + (0.85 * weight) / heaviest)) / Math.sqrt(nodes)
      push(from.move, -dx * force, -dy * force)
      push(to.move, dx * force, dy * force)
    }
    const most = 0.2 * (1 - step / STEPS)
    for (const { point, move } of bodies) {
      const far = Math.hypot(move.x, move.y)
      if (far > 0) push(point, (move.x / far) * Math.min(far, most), (move.y / far) * Math.min(far, most))
    }
  }
  return spread(place)
}

function between(a: Point, b: Point) {
  const dx = a.x - b.x
  const dy = a.y - b.y
  return { dx, dy, distance: Math.max(0.01, Math.hypot(dx, dy)) }
}

function push(point: Point, x: number, y: number) {
  point.x += x
  point.y += y
}

/** Fills the square; what has no extent stands in its middle. */
function spread(points: readonly Point[]): Point[] {
  const axis = (of: (point: Point) => number) => {
    const low = Math.min(...points.map(of))
    const high = Math.max(...points.map(of))
    return (point: Point) => (high - low > 1e-6 ? (of(point) - low) / (high - low) : 0.5)
  }
  const x = axis((point) => point.x)
  const y = axis((point) => point.y)
  return points.map((point) => ({ x: x(point), y: y(point) }))
}
