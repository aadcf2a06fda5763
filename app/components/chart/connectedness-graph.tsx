import { mustExist } from '~/domain/shared/must-exist'
import { classes } from '../ui/classes'
import { boxes, springLayout, type Point } from './graph-layout'
import { percent } from './ruler'

export type GraphNode = { name: string; part: number }
/** `only`: without it its part falls apart. */
export type GraphEdge = { a: number; b: number; shared: number; only?: boolean }

type LinkGraphProps = {
  /** What is read out. */
  label: string
  nodes: readonly GraphNode[]
  edges: readonly GraphEdge[]
  height?: number
}

/** Beyond this many nodes a phone has no room for their names, and beyond the second nobody has. */
const MANY = 12
const MOST_NAMED = 40

/** Who shares candidates with whom: parts side by side, each with its own shape and letter; thicker lines share more. */
export function ConnectednessGraph({ label, nodes, edges, height = 360 }: LinkGraphProps) {
  const parts = partsOf(nodes, edges)
  const places = layout(parts, nodes.length)
  const most = Math.max(1, ...edges.map(({ shared }) => shared))
  const at = ({ x, y }: Point) => ({ x: percent(x), y: Math.round(((y * height) / 100) * 10) / 10 })
  const named = nodes.length <= MOST_NAMED
  return (
    <svg className="plot graph" role="img" aria-label={label} height={height}>
      {edges.map(({ a, b, shared, only }) => {
        const from = at(mustExist(places[a], 'place of the first node'))
        const to = at(mustExist(places[b], 'place of the second node'))
        return (
          <line
            key={`${a}-${b}`}
            className={only ? 'edge-line edge-weak' : 'edge-line'}
            strokeWidth={only ? undefined : Math.round((0.75 + (3.25 * shared) / most) * 100) / 100}
            strokeOpacity={only ? undefined : Math.round((0.3 + (0.5 * shared) / most) * 100) / 100}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
          />
        )
      })}
      {parts.length > 1
        ? parts.map((part) => {
            const { x, y } = at({ x: part.box.x + 1, y: part.box.y })
            return (
              <text key={part.part} className="strong" x={x} y={y + 16}>
                {groupName(part.part)}
              </text>
            )
          })
        : null}
      {nodes.map((node, i) => {
        const place = mustExist(places[i], 'place of the node')
        const { x, y } = at(place)
        return (
          <g key={i}>
            <svg x={x} y={y} overflow="visible">
              <NodeShape part={node.part} />
            </svg>
            {named ? (
              <text
                className={classes('nm', nodes.length > MANY && 'nm--many')}
                x={x}
                y={y - 10}
                textAnchor={place.x < 6 ? 'start' : place.x > 94 ? 'end' : 'middle'}
              >
                {node.name.length > 16 ? `${node.name.slice(0, 15)}…` : node.name}
              </text>
            ) : null}
          </g>
        )
      })}
    </svg>
  )
}

/** "Group A", "Group B", … "Group AA". */
export function groupName(part: number): string {
  const letters = (n: number): string =>
    n < 26 ? String.fromCharCode(65 + n) : letters(Math.floor(n / 26) - 1) + letters(n % 26)
  return `Group ${letters(part)}`
}

const SHAPES = [
  'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z',
  'M-5.5 -5.5h11v11h-11Z',
  'M0 -7 7 5.5H-7Z',
  'M0 -7.5 7.5 0 0 7.5 -7.5 0Z',
]

/** Shape and colour of a part; they come round again after four, so the letter always stands beside them. */
export function NodeShape({ part }: { part: number }) {
  return <path className={`node node--${part % SHAPES.length}`} d={SHAPES[part % SHAPES.length]} />
}

type Part = {
  part: number
  members: number[]
  box: { x: number; y: number; width: number; height: number }
  edges: GraphEdge[]
}

function partsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Part[] {
  const members = new Map<number, number[]>()
  nodes.forEach(({ part }, i) => members.set(part, [...(members.get(part) ?? []), i]))
  const list = [...members].sort(([a, x], [b, y]) => y.length - x.length || a - b)
  // A part of one or two still needs room for a name.
  const places = boxes(
    list.map(([, group]) => Math.max(group.length, nodes.length / 8)),
    { x: 0, y: 0, width: 100, height: 100 },
  )
  return list.map(([part, group], at) => ({
    part,
    members: group,
    box: mustExist(places[at], 'box of the part'),
    edges: edges.filter(({ a }) => mustExist(nodes[a], 'node of the edge').part === part),
  }))
}

function layout(parts: readonly Part[], count: number): Point[] {
  const places: Point[] = Array.from({ length: count }, () => ({ x: 50, y: 50 }))
  for (const { members, box, edges } of parts) {
    const place = new Map(members.map((node, at) => [node, at]))
    const inside = springLayout({
      nodes: members.length,
      edges: edges.map(({ a, b, shared }) => ({
        a: mustExist(place.get(a), 'place of the first node'),
        b: mustExist(place.get(b), 'place of the second node'),
        weight: shared,
      })),
    })
    const head = parts.length > 1 ? 14 : 8
    const side = Math.min(5, box.width / 4)
    members.forEach((node, at) => {
      const { x, y } = mustExist(inside[at], 'place inside the part')
      places[node] = {
        x: box.x + side + x * (box.width - 2 * side),
        y:
          box.y +
          Math.min(head, box.height / 3) +
          y * (box.height - Math.min(head, box.height / 3) - Math.min(5, box.height / 5)),
      }
    })
  }
  return places
}
