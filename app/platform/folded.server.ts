import { foldForSearch } from '~/domain/shared/fold-for-search'

/** What is looked for, and from which column it is made. */
const FOLDED: Record<string, Record<string, string> | undefined> = {
  Candidate: { name: 'foldedName', email: 'foldedEmail' },
}

const WRITES = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
])

type Data = Record<string, unknown>
type Given = { data?: Data | Data[]; create?: Data; update?: Data }

function foldedData(columns: Record<string, string>, data: Data): Data {
  const made: Data = {}
  for (const [from, to] of Object.entries(columns)) {
    const given = data[from]
    const value = typeof given === 'object' && given !== null && 'set' in given ? given.set : given
    if (value !== undefined) made[to] = typeof value === 'string' ? foldForSearch(value) : null
  }
  return { ...data, ...made }
}

/**
 * The arguments of a write, which store with each name of a candidate how it is looked for (ADR 024). No writer can
 * forget it, because no writer writes it; raw SQL has to name the columns itself.
 */
export function withFolded(model: string, operation: string, args: unknown): unknown {
  const columns = FOLDED[model]
  if (!columns || !WRITES.has(operation)) return args
  const { data, create, update } = args as Given
  const fold = (one: Data) => foldedData(columns, one)
  return {
    ...(args as Given),
    ...(data ? { data: Array.isArray(data) ? data.map(fold) : fold(data) } : {}),
    ...(create ? { create: fold(create) } : {}),
    ...(update ? { update: fold(update) } : {}),
  }
}
