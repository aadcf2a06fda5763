import { unmetRules } from '~/domain/decision/committee-rule'
import {
  mayDecide,
  mayDissent,
  mayOverride,
  mayRecuse,
  mayResolveFlags,
  mayVote,
  quorumLost,
  roundState,
  type VotingState,
  type VoteChoice,
} from '~/domain/decision/voting'
import type { PacketPage, ResolutionView } from '~/domain/decision/view'
import { packetView, withoutName, withoutRun } from '~/domain/packet/packet-view'
import { holds as intact, readBody, verifyPacket } from '~/domain/packet/verify-packet'
import { may, type Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { dayAndTime } from '~/platform/dates.server'
import { db, type Tx } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { textHash } from '~/platform/text.server'
import { blindApplicationIds } from '~/services/scorecard/blindness.server'
import { candidateNames } from '~/services/candidate/candidate-names.server'
import { readTexts } from '~/services/packet/packet-texts.server'
import { findPacket, type FoundPacket } from './find-packet.server'
import { loadVotingState, flagsOfPacket } from './load-voting-state.server'
import type { PacketNotFound } from './act-on-packet.server'
import { tallyOpenedVotes } from './tally-opened-votes.server'
import { packetVoters } from './packet-voters.server'
import { openedVotes, decisionRecords, type Reading } from './votes-view.server'

/** A frozen packet with the votes, resolutions and decisions made on it, as far as this viewer may read them now. */
export async function readPacket(viewer: Viewer, packetId: number): Promise<Result<PacketPage, PacketNotFound>> {
  const { organisationId, userId } = viewer
  const reader = db()
  const packet = await findPacket(reader, viewer, packetId)
  if (!packet) return fail({ code: 'PACKET_NOT_FOUND' })
  if (sha256(packet.body) !== packet.hash) throw new Error(`packet ${packetId} no longer matches its hash`)
  const voting = await loadVotingState(reader, organisationId, packet)
  const newer = await reader.packet.findFirst({
    where: { organisationId, applicationId: packet.applicationId, number: { gt: packet.number } },
    orderBy: { number: 'desc' },
    select: { id: true, number: true },
  })
  const job = await reader.job.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: packet.application.jobId } },
    select: { id: true, confidential: true },
  })
  const runWithheld = (await blindApplicationIds(viewer, reader)).length > 0
  if (voting.recused.includes(userId)) return ok(closedTo(packet))
  return ok({
    id: packet.id,
    applicationId: packet.applicationId,
    hash: runWithheld ? null : packet.hash,
    jobName: readBody(packet.body).job.name,
    reading: await reading(reader, viewer, packet, voting, runWithheld),
    acts: actsOf(viewer, voting, job),
    decision: voting.decision,
    rules: await rulesOf(reader, viewer, packet, voting),
    quorumLost: voting.decision === null && !voting.superseded && quorumLost(voting),
    openCriticalFlags: voting.openCriticalFlags,
    newer,
    closed: voting.closed,
  })
}

/** The page of a packet for somebody who is recused: that it is there, and nothing of it. */
const closedTo = (packet: FoundPacket): PacketPage => ({
  id: packet.id,
  applicationId: packet.applicationId,
  hash: null,
  jobName: readBody(packet.body).job.name,
  reading: null,
  acts: { vote: null, sealed: false, recuse: false, resolve: false, decide: false, override: false, dissent: false },
  decision: null,
  rules: null,
  quorumLost: false,
  openCriticalFlags: 0,
  newer: null,
  closed: false,
})

async function rulesOf(
  reader: Tx,
  { organisationId, userId }: Viewer,
  packet: FoundPacket,
  voting: VotingState,
): Promise<PacketPage['rules']> {
  if (!roundState(voting, 1).open) return null
  const counts = await tallyOpenedVotes(reader, { organisationId, packetId: packet.id }, voting)
  const unmet = (outcome: VoteChoice) => unmetRules({ voting, counts, outcome, decider: userId })
  return { hire: unmet('hire'), no_hire: unmet('no_hire'), more_signal: unmet('more_signal') }
}

function actsOf(viewer: Viewer, voting: VotingState, job: { id: number; confidential: boolean }): PacketPage['acts'] {
  const { userId } = viewer
  const votes = may(viewer, 'vote', job)
  const vote = mayVote(voting, userId)
  const decide = mayDecide(voting, userId, { outcome: 'no_hire', supersedes: voting.decision })
  return {
    vote: votes && vote.ok ? vote.value : null,
    sealed: !vote.ok && vote.error.code === 'ALREADY_SEALED',
    recuse: mayRecuse(voting, userId).ok,
    resolve: votes && mayResolveFlags(voting, userId).ok,
    decide: may(viewer, 'decide', job) && decide.ok,
    override: may(viewer, 'override-committee', job) && mayOverride(voting, userId, { supersedes: voting.decision }).ok,
    dissent: votes && mayDissent(voting, userId).ok,
  }
}

async function reading(
  reader: Tx,
  viewer: Viewer,
  packet: FoundPacket,
  voting: VotingState,
  runWithheld: boolean,
): Promise<PacketPage['reading']> {
  const { organisationId, timeZone } = viewer
  const moment = (iso: string) => dayAndTime(new Date(iso), timeZone)
  const held = await reader.packetText.findMany({
    where: { organisationId, packetId: packet.id },
    select: { textId: true },
  })
  const frozen = await readTexts(reader, { organisationId, id: { in: held.map(({ textId }) => textId) } }, timeZone)
  const check = verifyPacket(packet, frozen.rows, { ofBytes: sha256, ofText: textHash })
  const drawn = packetView(readBody(packet.body), { ...frozen, moment })
  const view = runWithheld ? withoutRun(drawn) : drawn
  const later = await readTexts(
    reader,
    { organisationId, id: { in: await laterTexts(reader, organisationId, packet, voting) } },
    timeZone,
  )
  const about = { reader, organisationId, timeZone, texts: later }
  const opened = await openedVotes(about, packet.id, voting)
  const resolutions = await resolved(about, packet.id)
  const critical = new Set(
    flagsOfPacket(packet).flatMap((flag) => (flag.severity === 'critical' ? [flag.finding] : [])),
  )
  const upheld = resolutions.filter((one) => one.upheld && critical.has(one.finding)).length
  const first = roundState(voting, 1)
  const { candidateId, job } = packet.application
  const naming = await candidateNames(viewer, reader)
  const hideName = naming.isHidden({ id: candidateId }, { ...job, namesHidden: view.job.namesHidden }, first.open)
  return {
    view: hideName ? withoutName(view) : view,
    intact: intact(check),
    erasedTexts: check.erasedTexts.length,
    first,
    second: roundState(voting, 2),
    opened,
    resolutions,
    records: (await decisionRecords(about, packet, opened, upheld)).map((one) =>
      runWithheld ? { ...one, runId: null } : one,
    ),
    voters: await packetVoters(reader, viewer, packet, voting),
    recused: await names(reader, organisationId, voting.recused),
  }
}

/** Texts written after the freeze that this viewer may read now: never the reasons of a round that is still sealed. */
async function laterTexts(
  reader: Tx,
  organisationId: number,
  packet: FoundPacket,
  voting: VotingState,
): Promise<number[]> {
  const { id: packetId, applicationId } = packet
  const open = ([1, 2] as const).filter((round) => roundState(voting, round).open)
  const votes = await reader.vote.findMany({
    where: { organisationId, packetId, round: { in: open } },
    select: { reasonTextId: true },
  })
  const resolutions = await reader.flagResolution.findMany({
    where: { organisationId, packetId },
    select: { reasonTextId: true },
  })
  const decisions = await reader.decision.findMany({
    where: { organisationId, packet: { applicationId } },
    select: { reasonTextId: true, overrideTextId: true, dissents: { select: { textId: true } } },
  })
  return [
    ...votes.map(({ reasonTextId }) => reasonTextId),
    ...resolutions.map(({ reasonTextId }) => reasonTextId),
    ...decisions.flatMap(({ reasonTextId, overrideTextId, dissents }) => [
      reasonTextId,
      ...(overrideTextId === null ? [] : [overrideTextId]),
      ...dissents.map(({ textId }) => textId),
    ]),
  ]
}

async function resolved(
  { reader, organisationId, timeZone, texts }: Reading,
  packetId: number,
): Promise<ResolutionView[]> {
  const rows = await reader.flagResolution.findMany({
    where: { organisationId, packetId },
    include: { reasonText: { select: { id: true, hash: true } }, user: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ flagFindingId, upheld, reasonText, user, at }) => ({
    finding: flagFindingId,
    upheld,
    reason: texts.words({ text: reasonText.id, hash: reasonText.hash }),
    by: user.name ?? 'A former user',
    at: dayAndTime(at, timeZone),
  }))
}

async function names(reader: Tx, organisationId: number, ids: readonly number[]): Promise<{ name: string }[]> {
  if (ids.length === 0) return []
  const users = await reader.user.findMany({
    where: { organisationId, id: { in: [...ids] } },
    select: { name: true },
    orderBy: { id: 'asc' },
  })
  return users.map(({ name }) => ({ name: name ?? 'A former user' }))
}
