/** Rows that an import writes piece by piece and shows all at once. */
const STAGED = new Set(['Candidate', 'Application', 'Text'])

const READS = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
  'updateMany',
  'updateManyAndReturn',
  'deleteMany',
])

const PUBLISHED = { OR: [{ importId: null }, { import: { state: 'published' } }] }

type Given = { where?: { AND?: unknown } }

/**
 * The arguments with a condition that hides the candidates, applications and texts of an import until it is published
 * (ADR 011), and once it is undone (ADR 022). A reader cannot forget it, because no reader writes it. Publishing and
 * undoing change one row, the import's, so that a reader sees none of its rows or all of them. Relations need no
 * condition of their own: the only way to an unpublished application is through an unpublished candidate or by a query
 * for applications. Raw SQL must say it itself.
 */
export function onlyPublished(model: string, operation: string, args: unknown): unknown {
  if (!STAGED.has(model) || !READS.has(operation)) return args
  const given = (args ?? {}) as Given
  const also = given.where?.AND === undefined ? [] : [given.where.AND].flat()
  return { ...given, where: { ...given.where, AND: [...also, PUBLISHED] } }
}
