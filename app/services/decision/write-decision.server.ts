import type { RuleCode } from '~/domain/decision/committee-rule'
import { choiceLabels, type VoteChoice } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import type { FoundPacket } from './find-packet.server'

type Given = {
  outcome: VoteChoice
  reason: string
  writeKey: string
  /** The rules that the outcome does not meet and why that is overridden; null for a decision by the rule. */
  override: { rules: readonly RuleCode[]; reason: string } | null
}

/**
 * What a form answers whose key has recorded a decision before: the same content again is the same decision, other
 * content is a conflict that shows what is stored. null: the key is new.
 */
export async function recordedBefore(
  tx: Tx,
  viewer: Viewer,
  packetId: number,
  { outcome, reason, writeKey, overrideReason = null }: Omit<Given, 'override'> & { overrideReason?: string | null },
): Promise<Result<{ id: number }, ContentConflict> | null> {
  const { organisationId, userId } = viewer
  const body = { select: { body: true } } as const
  const stored = await tx.decision.findUnique({
    where: { organisationId_packetId_writeKey: { organisationId, packetId, writeKey } },
    select: { id: true, outcome: true, decidedById: true, decidedAt: true, reasonText: body, overrideText: body },
  })
  if (!stored) return null
  const why = stored.overrideText?.body ?? null
  const same = stored.outcome === outcome && stored.reasonText.body === reason && why === overrideReason
  if (stored.decidedById === userId && same) return ok({ id: stored.id })
  const message =
    'The decision was recorded before with other content. It is not edited; record a later decision if it has to change.'
  return contentConflict(viewer, message, {
    at: stored.decidedAt,
    fields: [
      { label: 'Outcome', text: choiceLabels[stored.outcome] },
      { label: 'Reasons', text: stored.reasonText.body },
      ...(stored.overrideText ? [{ label: 'Why the committee’s rule is overridden', text: why }] : []),
    ],
  })
}

/** Writes a decision with its texts and its audit entry. The one in force before is superseded, never edited. */
export async function writeDecision(
  tx: Tx,
  viewer: Viewer,
  packet: FoundPacket,
  { outcome, reason, writeKey, override }: Given,
): Promise<{ id: number }> {
  const { organisationId, userId } = viewer
  const { id: packetId, applicationId, application, runId } = packet
  const before = await tx.decision.findFirst({
    where: { organisationId, packet: { applicationId } },
    orderBy: { number: 'desc' },
    select: { id: true, number: true },
  })
  const text = async (kind: 'decision-reason' | 'override-reason', body: string) => {
    const subject = { candidateId: application.candidateId }
    return (await writeText(tx, { organisationId, subject, authorId: userId, kind, body })).id
  }
  const { id } = await tx.decision.create({
    data: {
      organisationId,
      packetId,
      number: (before?.number ?? 0) + 1,
      outcome,
      reasonTextId: await text('decision-reason', reason),
      overriddenRules: override ? [...override.rules] : [],
      overrideTextId: override ? await text('override-reason', override.reason) : null,
      runId,
      supersedesId: before?.id ?? null,
      writeKey,
      decidedById: userId,
      decidedAt: now(),
    },
    select: { id: true },
  })
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: override ? 'decision.overridden' : 'decision.recorded',
    subject: { type: 'decision', id },
    applicationId,
    detail: {
      packet: packetId,
      outcome,
      supersedes: before?.id ?? null,
      ...(override ? { rules: override.rules } : {}),
    },
  })
  return { id }
}
