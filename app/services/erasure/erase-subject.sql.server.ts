import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { transaction } from '~/platform/db.server'

export type Subject = { type: 'candidate' | 'user'; id: number }

/**
 * Erases every free text about one person and who they are. What was submitted, frozen or decided stays with its hashes,
 * levels and times, and says "erased on …" where the words were. The reason is a code of the organisation's own making
 * and must not name the person: it stays.
 */
export const eraseSubject = (viewer: Viewer, subject: Subject, reason: string) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    if (!mayAnywhere(viewer, 'erase')) return fail({ code: 'FORBIDDEN' })
    const where = { organisationId_id: { organisationId, id: subject.id } }
    const known =
      subject.type === 'candidate'
        ? await tx.candidate.findUnique({ where, select: { id: true } })
        : await tx.user.findUnique({ where, select: { id: true } })
    if (!known) return fail({ code: 'SUBJECT_NOT_FOUND' })
    const [row] = await tx.$queryRaw<{ texts: number }[]>`
      SELECT erase_subject(${organisationId}::int, ${subject.type}::text, ${subject.id}::int, ${userId}::int, ${reason}::text) AS texts`
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: `${subject.type}.erased`,
      subject: { type: subject.type, id: subject.id },
      detail: { texts: row?.texts ?? 0 },
    })
    return ok({ texts: row?.texts ?? 0 })
  })
