import { redFlagOf } from '~/domain/kit/entry'
import { severityFor } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { evidenceBody, type Evidence } from '~/domain/scorecard/evidence'
import type { NewContent } from '~/domain/scorecard/same-submission'
import { slipColumns } from '~/domain/scorecard/slips'
import { mustExist } from '~/domain/shared/must-exist'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { writeText, type TextKind } from '~/platform/text.server'
import { requestCalibration } from '~/services/calibration/request-calibration.server'
import type { KitRequirements } from './kit-requirements.server'
import { writesBlind } from './blindness.server'
import { applicationOf, type ScorecardPlace } from './find-scorecard.server'

export type NewVersion = { number: number; writeKey: string; content: NewContent }

const acts = {
  submission: 'scorecard.submitted',
  amendment: 'scorecard.amended',
  withdrawal: 'scorecard.withdrawn',
} as const

/**
 * Writes one version with everything that belongs to it, ends the draft that it came from, records it and asks for a
 * calibration run.
 */
export async function writeVersion(
  tx: Tx,
  viewer: Viewer,
  card: ScorecardPlace,
  requirements: KitRequirements,
  { number, writeKey, content }: NewVersion,
): Promise<void> {
  const { organisationId, userId } = viewer
  const application = applicationOf(card)
  const blind = await writesBlind(tx, viewer, application)
  const subject = { candidateId: application.candidate.id }
  const texts = { organisationId, subject, authorId: userId }
  const write = async (kind: TextKind, body: string | null) =>
    body === null ? null : (await writeText(tx, { ...texts, kind, body })).id
  const writeEvidence = async (kind: TextKind, evidence: Evidence | null) =>
    evidence === null ? null : (await writeText(tx, { ...texts, kind, ...evidenceBody(evidence) })).id

  const { id: scorecardVersionId } = await tx.scorecardVersion.create({
    data: {
      organisationId,
      scorecardId: card.id,
      number,
      kind: content.kind,
      blind,
      recommendation: content.recommendation,
      recommendationTextId: await write('recommendation', content.reason),
      reasonTextId: await write('version-reason', content.change),
      notesTextId: await writeEvidence('notes', content.notes),
      writeKey,
      submittedAt: now(),
    },
    select: { id: true },
  })
  const ids = await kitIds(tx, organisationId, card.interview.loop.kitVersionId)
  for (const { criterion, level, evidence, slips = [] } of content.ratings) {
    const evidenceTextId = await writeEvidence(level === null ? 'not-assessed-reason' : 'evidence', evidence)
    const kitCriterionId = ids.criterion(criterion)
    await tx.rating.create({
      data: { organisationId, scorecardVersionId, kitCriterionId, level, evidenceTextId, ...slipColumns(slips) },
    })
  }
  for (const { flag, evidence, probe } of content.findings) {
    const kitFlag = redFlagOf(requirements.kit, flag)
    await tx.flagFinding.create({
      data: {
        organisationId,
        scorecardVersionId,
        kitRedFlagId: ids.flag(flag),
        severity: severityFor(kitFlag, application.job.seniority),
        evidenceTextId: mustExist(await write('flag-evidence', evidence), 'evidence of the red flag'),
        probeTextId: await write('probe-answer', probe),
      },
    })
  }
  // A withdrawal says nothing of an amendment that is being written: its draft stays for the next version.
  if (content.kind !== 'withdrawal')
    await tx.scorecardDraft.deleteMany({ where: { organisationId, scorecardId: card.id } })
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: acts[content.kind],
    subject: { type: 'scorecard', id: card.id },
    applicationId: application.id,
    detail: { version: number },
  })
  await requestCalibration(tx, organisationId)
}

async function kitIds(tx: Tx, organisationId: number, kitVersionId: number) {
  const where = { organisationId, kitVersionId }
  const criteria = await tx.kitCriterion.findMany({ where, select: { id: true, key: true } })
  const flags = await tx.kitRedFlag.findMany({ where, select: { id: true, key: true } })
  const lookUp = (rows: { id: number; key: string }[]) => (key: string) =>
    mustExist(
      rows.find((row) => row.key === key),
      `pinned entry ${key} of the kit`,
    ).id
  return { criterion: lookUp(criteria), flag: lookUp(flags) }
}
