/**
 * The database takes some 32,766 values in one statement. Prisma 7 splits a longer list of `in` over several statements
 * and unites their answers. For a plain `in` that is right; inside a negation every part answers with nearly the whole
 * table, so a deleteMany of "all but these" deletes everything, and inside OR rows come several times.
 */
const MOST_VALUES = 30_000

/** Keys under which the union of the parts' answers is not the answer. */
const NOT_DIVISIBLE = new Set(['NOT', 'OR', 'none', 'every', 'isNot', 'not', 'notIn'])

function countValues(where: unknown, divisible: boolean): { all: number; notDivisible: number } {
  const counts = { all: 0, notDivisible: 0 }
  if (typeof where !== 'object' || where === null) return counts
  for (const [key, value] of Object.entries(where)) {
    const inside = divisible && !NOT_DIVISIBLE.has(key)
    if ((key === 'in' || key === 'notIn') && Array.isArray(value)) {
      counts.all += value.length
      if (!inside) counts.notDivisible += value.length
      continue
    }
    for (const part of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const found = countValues(part, inside)
      counts.all += found.all
      counts.notDivisible += found.notDivisible
    }
  }
  return counts
}

/** Throws where Prisma would split a query whose parts cannot be united: a wrong answer, without an error. */
export function refuseLongLists(model: string, operation: string, args: unknown): void {
  const { where, select, include } = (args ?? {}) as { where?: unknown; select?: unknown; include?: unknown }
  const { all, notDivisible } = countValues({ where, select, include }, true)
  if (all > MOST_VALUES && notDivisible > 0)
    throw new Error(
      `${model}.${operation} has lists of ${all} values in a where with NOT, OR, none or every; the most is ${MOST_VALUES}. Filter by a relation, or ask in parts.`,
    )
}
