import type { Tx } from '~/platform/db.server'
import { OWED } from '../scorecard/owed.server'

type Reader = Pick<Tx, 'scorecard' | 'recusal'>
type Application = { organisationId: number; id: number; state: string }

/**
 * Have the candidate's pages of this application ended because it is closed? Not as long as somebody owes a scorecard
 * there or is recused: they may hold the address of a page, and whether the application is closed is kept from them
 * (design.md, rule 3; ADR 016). Then the page ends with its time.
 */
export async function endedWithApplication(
  reader: Reader,
  { organisationId, id, state }: Application,
): Promise<boolean> {
  if (state === 'open') return false
  const owed = await reader.scorecard.findFirst({
    where: { organisationId, ...OWED, interview: { loop: { applicationId: id } } },
    select: { id: true },
  })
  if (owed) return false
  const recused = await reader.recusal.findFirst({
    where: { organisationId, applicationId: id, lift: { is: null } },
    select: { id: true },
  })
  return recused === null
}
