import type { Viewer } from '~/domain/policy/policy'
import { db, type Tx } from '~/platform/db.server'
import { blindApplicationIds, isBlind } from '../scorecard/blindness.server'

type Person = Pick<Viewer, 'organisationId' | 'userId'>
type Reader = Pick<Tx, 'recusal' | 'scorecard'>

/** Recusals in force of this person. A lifted one has a row beside it. */
export const inForce = ({ organisationId, userId }: Person) => ({ organisationId, userId, lift: { is: null } }) as const

/** Is the person recused from this application? The same statement whatever the answer. */
export async function isRecused(reader: Pick<Tx, 'recusal'>, person: Person, applicationId: number): Promise<boolean> {
  const one = await reader.recusal.findFirst({ where: { ...inForce(person), applicationId }, select: { id: true } })
  return one !== null
}

/** The applications from which the person is recused: lists and counts mask exactly these. */
export async function recusedApplicationIds(person: Person, reader: Pick<Tx, 'recusal'> = db()): Promise<number[]> {
  const rows = await reader.recusal.findMany({
    where: inForce(person),
    select: { applicationId: true },
    orderBy: { applicationId: 'asc' },
  })
  return [...new Set(rows.map(({ applicationId }) => applicationId))]
}

/**
 * Is what colleagues submitted, scored, voted or decided on this application withheld from the person, because they are
 * blind there or recused? Ask this before reading any of it; ask `isBlind` only for what blindness alone decides.
 */
export const isWithheld = async (reader: Reader, person: Person, applicationId: number): Promise<boolean> => {
  const recused = await isRecused(reader, person, applicationId)
  return (await isBlind(reader, person, applicationId)) || recused
}

/** The applications of which that is withheld. */
export async function withheldApplicationIds(person: Person, reader: Reader = db()): Promise<number[]> {
  const blind = await blindApplicationIds(person, reader)
  const recused = await recusedApplicationIds(person, reader)
  return [...new Set([...blind, ...recused])].sort((a, b) => a - b)
}
