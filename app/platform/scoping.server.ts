import { Prisma } from '~/generated/prisma/client.ts'

const FILTERED = new Set([
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'updateMany',
  'updateManyAndReturn',
  'deleteMany',
  'count',
  'aggregate',
  'groupBy',
])
const MADE = new Set(['createMany', 'createManyAndReturn'])

/** The queue serves the installation as a whole; its rows only mention an organisation. */
const NOT_KEYED = new Set<string>(['QueueJob'])

const columns = Prisma as unknown as Record<string, Record<string, string> | undefined>
export const isKeyed = (model: string) =>
  !NOT_KEYED.has(model) && columns[`${model}ScalarFieldEnum`]?.organisationId !== undefined

type Given = { where?: { organisationId?: unknown }; data?: unknown }

const isId = (value: unknown) => Number.isInteger(value)

/** One organisation, or several by name (sign-in looks for an e-mail in all of them); a range or a negation names none. */
function namesOrganisations(value: unknown): boolean {
  if (isId(value)) return true
  if (typeof value !== 'object' || value === null) return false
  const { equals, in: among, ...others } = value as { equals?: unknown; in?: unknown }
  if (Object.keys(others).length > 0) return false
  return among === undefined ? isId(equals) : equals === undefined && Array.isArray(among) && among.every(isId)
}

/** Refuses a query that compiles without an organisation but would reach the rows of all of them. */
export function refuseUnscoped(model: string, operation: string, args: unknown) {
  if (!isKeyed(model)) return
  const { where, data } = (args ?? {}) as Given
  if (FILTERED.has(operation) && !namesOrganisations(where?.organisationId))
    throw new Error(`${model}.${operation} needs organisationId in its where`)
  if (
    MADE.has(operation) &&
    ![data].flat().every((row) => isId((row as { organisationId?: unknown } | undefined)?.organisationId))
  )
    throw new Error(`${model}.${operation} needs organisationId in every row`)
}
