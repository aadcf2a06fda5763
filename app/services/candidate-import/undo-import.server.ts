import { describeAct } from '~/domain/audit/describe-entry'
import type { UndoObstacle } from '~/domain/candidate/import'
import { may, mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { transaction, type Tx } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { mayKnowOf } from './known-work.server'
import { askForImport } from './ask-for-import.server'
import { workOnImport, type ImportWork } from './import-work.sql.server'

/**
 * Undoes a published import as one act: what it added is hidden from everybody at once, and the queue deletes it. Refused
 * as soon as somebody worked on one of its candidates or applications, with what was done first. Repeating it changes
 * nothing.
 */
export const undoImport = (viewer: Viewer, importId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    if (!mayAnywhere(viewer, 'manage-candidates')) return fail({ code: 'FORBIDDEN' })
    const found = await tx.candidateImport.findFirst({
      where: { organisationId, createdById: userId, id: importId },
      select: { state: true, imported: true, merged: true },
    })
    if (!found) return fail({ code: 'IMPORT_NOT_FOUND' })
    if (found.state === 'undone') return ok({})
    if (found.state !== 'published') return fail({ code: 'IMPORT_ENDED_CONFLICT' })
    const jobs = await tx.job.findMany({
      where: { organisationId, applications: { some: { importId } } },
      select: { id: true, confidential: true },
    })
    if (!jobs.every((job) => may(viewer, 'manage-applications', job))) return fail({ code: 'FORBIDDEN' })
    const work = await workOnImport(tx, { organisationId, id: importId })
    if (work.candidates > 0)
      return fail({ code: 'IMPORT_WORKED_ON_CONFLICT', obstacle: await obstacleOf(tx, viewer, importId, work) })
    await tx.candidateImport.update({
      where: { organisationId_id: { organisationId, id: importId } },
      data: { state: 'undone', undoneAt: now() },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate.import-undone',
      subject: { type: 'import', id: importId },
      detail: { candidates: found.imported, merged: found.merged },
    })
    await askForImport(tx, organisationId, importId)
    return ok({})
  })

/** Who did what first, as far as the viewer may know: of an application that is withheld from them only which candidate. */
async function obstacleOf(tx: Tx, viewer: Viewer, importId: number, work: ImportWork): Promise<UndoObstacle> {
  const { candidates, candidateId, applicationId, actorId, act, at } = work
  const { organisationId } = viewer
  if (candidateId === null || !(await mayKnowOf(tx, viewer, importId, work))) return { candidates, first: null }
  const candidate = await tx.candidate.findUnique({
    where: { organisationId_id: { organisationId, id: candidateId } },
    select: { id: true, name: true },
  })
  const names = await candidateNames(viewer, tx)
  // An import of few lines would tell who it is.
  if (names.hiddenAnywhere.includes(candidateId)) return { candidates, first: null }
  const label = names.labelAnywhere(candidate ?? { id: candidateId, name: null })
  const withheld = await withheldApplicationIds(viewer, tx)
  if (applicationId !== null && withheld.includes(applicationId))
    return { candidates, first: { candidateId, label, who: null, what: null, when: null } }
  const actor =
    actorId === null
      ? null
      : await tx.user.findUnique({
          where: { organisationId_id: { organisationId, id: actorId } },
          select: { name: true },
        })
  return {
    candidates,
    first: {
      candidateId,
      label,
      who: actor?.name ?? null,
      what: act === null ? null : describeAct(act, { type: 'candidate', id: candidateId }).action,
      when: at === null ? null : shortDayAndTime(at, viewer.timeZone),
    },
  }
}
