import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force'

export type Point = { x: number; y: number }
export type Box = { x: number; y: number; width: number; height: number }

/** One part of the graph: its nodes, and edges as indices into them. */
export type GraphPart = { nodes: number; edges: readonly { a: number; b: number; weight: number }[] }

const STEPS = 200
const DISTANCE = 30

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
 * Places for the nodes of one part, from 0 to 1 each way: nodes push each other apart and edges pull together, the heavier
 * the stronger. The same graph always gets the same places, on the server and in the browser.
 */
export function springLayout({ nodes, edges }: GraphPart): Point[] {
  const heaviest = Math.max(1, ...edges.map(({ weight }) => weight))
  const places: SimulationNodeDatum[] = Array.from({ length: nodes }, (_, i) => onCircle(i, nodes))
  const links = edges.map(({ a, b, weight }) => ({ source: a, target: b, weight }))
  forceSimulation(places)
    .force(
      'links',
      forceLink<SimulationNodeDatum, Link>(links)
        .distance(DISTANCE)
        .strength(({ weight }) => 0.1 + (0.4 * weight) / heaviest),
    )
    .force('apart', forceManyBody().strength(-2 * DISTANCE))
    .force('across', forceX().strength(0.05))
    .force('down', forceY().strength(0.05))
    .stop()
    .tick(STEPS)
  return spread(places.map(({ x = 0, y = 0 }) => ({ x, y })))
}

function onCircle(i: number, of: number): Point {
  const angle = (2 * Math.PI * i) / of
  const radius = (DISTANCE * of) / (2 * Math.PI)
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
}

type Link = { source: number; target: number; weight: number }

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
