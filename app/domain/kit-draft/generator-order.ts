import { tableOf, type ExhibitTable } from '../kit/exhibit-table'
import type { Generator } from '../kit/generator-schema'
import type { Prompt } from '../kit/schema'

/**
 * A generator with its columns and the values of its groups in the order of the tables that it made. Both orders are part of
 * what it makes, and canonical JSON, in which versions are kept, sorts them.
 */
export function inMadeOrder(generator: Generator, exhibits: Prompt['handed_out']): Generator {
  const tables = new Map(exhibits.map(({ id, csv }) => [id, tableOf(csv)]))
  const groups = Object.entries(generator.groups ?? {}).map(([group, values]) => {
    const order = Object.entries(generator.exhibits).flatMap(([id, recipe]) => valuesIn(recipe, group, tables.get(id)))
    return [group, sorted(values, order)] as const
  })
  const recipes = Object.entries(generator.exhibits).map(([id, recipe]) => {
    const header = tables.get(id)?.header ?? []
    return [id, 'columns' in recipe ? { ...recipe, columns: sorted(recipe.columns, header) } : recipe] as const
  })
  return {
    ...generator,
    ...(generator.groups ? { groups: Object.fromEntries(groups) } : {}),
    exhibits: Object.fromEntries(recipes),
  }
}

type Recipe = Generator['exhibits'][string]

/** The values of a group as a table shows them, from its first row on. */
function valuesIn(recipe: Recipe, group: string, table: ExhibitTable | undefined): string[] {
  if (!('columns' in recipe) || !table) return []
  const [column] = Object.entries(recipe.columns).find(([, made]) => made === group) ?? []
  const place = column === undefined ? -1 : table.header.indexOf(column)
  return place < 0 ? [] : [...new Set(table.rows.map((row) => row[place] ?? ''))]
}

function sorted<T>(block: Record<string, T>, order: readonly string[]): Record<string, T> {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.fromEntries(Object.entries(block).sort(([a], [b]) => place(a) - place(b)))
}
