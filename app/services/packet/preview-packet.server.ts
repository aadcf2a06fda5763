import { textRefs, type VoterTie } from '~/domain/packet/body'
import { packetView, withoutName, withoutRun, type PacketView } from '~/domain/packet/packet-view'
import { notReady, canSendWithoutScore, type NotReady } from '~/domain/packet/readiness'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { assemblePacket, contentHash, currentNames } from './assemble-packet.server'
import { visibleRun } from '~/services/calibration/visible-run.server'
import { candidateNames } from '~/services/candidate/candidate-names.server'
import { findApplicationForPacket, type ApplicationNotFound } from './find-application-for-packet.server'
import { packetFacts } from './packet-facts.server'
import { readTexts } from './packet-texts.server'

export type PacketPreview = {
  view: PacketView
  /** Sent back with the form, so that nothing else is frozen than what was looked at. */
  seen: string
  notReady: NotReady[]
  /** Said beside the button where the packet can be sent although it has no score. */
  withoutScore: string | null
  /** Assigned and not submitted, shadows left out. */
  missing: { name: string; interview: string }[]
  voters: { name: string; ties: VoterTie[] }[]
  earlier: { id: number; number: number; frozenAt: string; decided: boolean }[]
}

/** The packet as it would be frozen now. */
export async function previewPacket(
  viewer: Viewer,
  applicationId: number,
): Promise<Result<PacketPreview, ApplicationNotFound>> {
  const { organisationId, timeZone } = viewer
  const reader = db()
  const found = await findApplicationForPacket(reader, viewer, applicationId)
  if (!found.ok) return found
  const visible = await visibleRun(reader, viewer)
  const facts = await packetFacts(reader, organisationId, applicationId, visible)
  const names = currentNames(facts)
  const body = assemblePacket(facts, names, now().toISOString())
  const ids = textRefs(body).map(({ text }) => text)
  const texts = await readTexts(reader, { organisationId, id: { in: ids.filter((id) => id > 0) } }, timeZone)
  const view = packetView(body, {
    moment: (iso) => dayAndTime(new Date(iso), timeZone),
    evidence: texts.evidence,
    words: (ref) => {
      const name = names.words.get(ref.text)
      return name === undefined ? texts.words(ref) : { words: name, erasedOn: null }
    },
  })
  const hidden = (await candidateNames(viewer, reader)).isHidden(facts.candidate, found.value.job)
  const named = hidden ? withoutName(view) : view
  const { voters } = facts.source
  const users = await reader.user.findMany({
    where: { organisationId, id: { in: (voters ?? []).map(({ person }) => person) } },
    select: { id: true, name: true },
  })
  const earlier = await reader.packet.findMany({
    where: { organisationId, applicationId },
    select: { id: true, number: true, frozenAt: true, decisions: { select: { id: true }, take: 1 } },
    orderBy: { number: 'desc' },
  })
  return ok({
    view: visible.earlier ? withoutRun(named) : named,
    seen: contentHash(facts),
    notReady: notReady(readiness(facts)),
    withoutScore: canSendWithoutScore(facts.noScore) ? facts.noScore.message : null,
    missing: view.scorecards
      .filter(({ state }) => state === 'missing')
      .map(({ name, interviewName }) => ({ name: name.words ?? 'An interviewer', interview: interviewName })),
    voters: (voters ?? []).map(({ person, ties }) => ({
      name: users.find(({ id }) => id === person)?.name ?? 'A former user',
      ties,
    })),
    earlier: earlier.map(({ id, number, frozenAt, decisions }) => ({
      id,
      number,
      frozenAt: dayAndTime(frozenAt, timeZone),
      decided: decisions.length > 0,
    })),
  })
}

export const readiness = ({ applicationState, noScore, voters, source }: Awaited<ReturnType<typeof packetFacts>>) => ({
  applicationState,
  noScore,
  voters,
  quorum: source.job.quorum,
})
