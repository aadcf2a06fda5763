import { csvText, tableOf, type ExhibitTable } from '../kit/exhibit-table'
import { GAP } from '../kit/schema'
import type { Change } from './change'
import { at, isBlock, isEntries, isItems, textAt, type Block, type Entries, type Node, type Path } from './content'
import { fingerprint } from './form'

const EMPTY: Entries = { '##': [] }
const entriesOf = (node: Node | undefined): Entries['##'] => (isEntries(node) ? node['##'] : [])

/** Tells whether an exhibit's table and its columns are still those that a page showed. */
export const tablePrint = (exhibit: Node): string =>
  fingerprint({ csv: at(exhibit, ['csv']) ?? null, columns: at(exhibit, ['columns']) ?? null })

/** The columns that a table with this header has: what is said of a column stays, a new one is still to be described. */
export function columnsFor(before: Node | undefined, header: readonly string[], said: Record<string, string>): Entries {
  const known = entriesOf(before)
  const taken = new Set(known.map(([key]) => key))
  let count = 0
  const freeKey = () => {
    do count++
    while (taken.has(`e${count}`))
    return `e${count}`
  }
  return {
    '##': header.map((name) => {
      const found = known.find(([, entry]) => entry.name === name)
      return found ?? [freeKey(), { name, value: said[name] ?? `${GAP}what the column ${name} holds, with its unit.` }]
    }),
  }
}

/** The changes that put another table in an exhibit's place. It is no longer made by the generator, if it was. */
export function replaceTable(
  content: Block,
  path: Path,
  { table, said }: { table: ExhibitTable; said: Record<string, string> },
): Change[] {
  const columns = at(content, [...path, 'columns'])
  return [
    setTo(content, [...path, 'columns'], columnsFor(columns, table.header, said)),
    setTo(content, [...path, 'csv'], csvText(table)),
    ...withoutGenerator(content, path),
  ]
}

type SetChange = Extract<Change, { op: 'set' }>

const setTo = (content: Block, path: Path, after: Node): SetChange => ({
  op: 'set',
  path: [...path],
  before: at(content, path) ?? null,
  after,
})

type Recipes = { exhibits?: Record<string, unknown> }

/** Whether the generator of the prompt makes this exhibit's table. */
export function isGenerated(content: Block, path: Path): boolean {
  const generator = at(content, [...path.slice(0, 2), 'generator'])
  const recipes =
    typeof generator === 'object' && generator !== null && '=' in generator ? (generator['='] as Recipes | null) : null
  return Object.hasOwn(recipes?.exhibits ?? {}, textAt(content, [...path, 'id']))
}

function withoutGenerator(content: Block, path: Path): Change[] {
  if (!isGenerated(content, path)) return []
  const place = [...path.slice(0, 2), 'generator']
  const before = at(content, place) as { '=': Recipes }
  const { [textAt(content, [...path, 'id'])]: _, ...exhibits } = before['='].exhibits ?? {}
  const after: Node = Object.keys(exhibits).length === 0 ? null : { '=': { ...before['='], exhibits } }
  return [{ op: 'set', path: place, before, after }]
}

export type ColumnAct =
  { act: 'save' } | { act: 'add'; name: string } | { act: 'remove' | 'left' | 'right'; key: string }

/**
 * The changes that name, add, move or remove columns: in the description, in every row of the table, and in the charts that
 * use a column under its old name.
 */
export function columnChanges(content: Block, path: Path, names: Record<string, string>, act: ColumnAct): Change[] {
  const before = entriesOf(at(content, [...path, 'columns']))
  const table = tableOf(textAt(content, [...path, 'csv']))
  const renamed = new Map(before.map(([key, { name }]) => [name, names[key] ?? name]))
  type Column = { entry: Entries['##'][number]; cells: string[] }
  const columns: Column[] = before.map(([key, { name, value }]) => {
    const place = table.header.indexOf(name)
    return {
      entry: [key, { name: renamed.get(name) ?? name, value }],
      cells: table.rows.map((row) => row[place] ?? ''),
    }
  })
  const place = 'key' in act ? columns.findIndex(({ entry: [key] }) => key === act.key) : -1
  if (act.act === 'remove' && place >= 0) columns.splice(place, 1)
  const to = act.act === 'left' ? place - 1 : place + 1
  if ((act.act === 'left' || act.act === 'right') && place >= 0 && columns[to]) {
    const [moved] = columns.splice(place, 1)
    if (moved) columns.splice(to, 0, moved)
  }
  if (act.act === 'add') {
    const [entry] = columnsFor({ '##': before }, [act.name], {})['##']
    if (entry) columns.push({ entry, cells: table.rows.map(() => '') })
  }
  const header = columns.map(({ entry: [, { name }] }) => name)
  const rows = table.rows.map((_, row) => columns.map(({ cells }) => cells[row] ?? ''))
  const charts = at(content, [...path, 'charts'])
  return [
    setTo(content, [...path, 'columns'], columns.length > 0 ? { '##': columns.map(({ entry }) => entry) } : EMPTY),
    setTo(content, [...path, 'csv'], csvText({ header, rows })),
    ...(isItems(charts) ? [setTo(content, [...path, 'charts'], inCharts(charts, renamed))] : []),
  ].filter(({ before: was, after }) => JSON.stringify(was) !== JSON.stringify(after))
}

const COLUMN_FIELDS = new Set(['x', 'y', 'by', 'per'])

/** Charts with the new names of the columns that they use. */
function inCharts(node: Node, renamed: ReadonlyMap<string, string>): Node {
  if (isItems(node))
    return {
      '#': node['#'].map(([key, chart]): [string, Node] => [key, isBlock(chart) ? inChart(chart, renamed) : chart]),
    }
  return node
}

const inChart = (chart: Block, renamed: ReadonlyMap<string, string>): Block =>
  Object.fromEntries(
    Object.entries(chart).map(([field, value]) => [field, COLUMN_FIELDS.has(field) ? named(value, renamed) : value]),
  )

function named(value: Node, renamed: ReadonlyMap<string, string>): Node {
  if (typeof value === 'string') return renamed.get(value) ?? value
  return isItems(value) ? { '#': value['#'].map(([key, one]): [string, Node] => [key, named(one, renamed)]) } : value
}
