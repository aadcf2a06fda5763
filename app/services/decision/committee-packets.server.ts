import { mayVote, quorumLost, votingRound, roundState, type VotingState } from '~/domain/decision/voting'
import type { CommitteeRow } from '~/domain/decision/view'
import { readBody } from '~/domain/packet/verify-packet'
import type { Viewer } from '~/domain/policy/policy'
import type { Prisma } from '~/generated/prisma/client.ts'
import { dayAndTime } from '~/platform/dates.server'
import { db, type Tx } from '~/platform/db.server'
import { candidateNames, type CandidateNames } from '../candidate/candidate-names.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { committeeOfJob, eligibleVoters } from './eligible-voters.server'
import { packetsVisible } from './find-packet.server'
import { frozenVoters } from './load-voting-state.server'

export type CommitteePackets = {
  /** The viewer has a vote to seal. */
  waiting: CommitteeRow[]
  /** Before the committee of an open application, without anything for the viewer to seal now. */
  open: CommitteeRow[]
  decided: CommitteeRow[]
  /** Id of the decision to go on from, or null at the end. */
  next: number | null
}

const PAGE = 50

/**
 * The newest packet of every application in the viewer's reach, by what it waits for; none of one they are recused
 * from.
 */
export async function committeePackets(viewer: Viewer, after: number | null = null): Promise<CommitteePackets> {
  const reader = db()
  const withheld = await withheldApplicationIds(viewer, reader)
  const visible = { ...(await packetsVisible(reader, viewer)), applicationId: { notIn: withheld } }
  const undecided = await latestOnly(reader, viewer, {
    ...visible,
    AND: [{ application: { state: 'open' } }],
    decisions: { none: {} },
  })
  const rows = undecided.map((packet) => ({ packet, voting: votingStateOf(packet) }))
  const mine = ({ voting }: { voting: VotingState }) => mayVote(voting, viewer.userId).ok
  const { decided, next } = await decidedPackets(reader, visible, after)
  const names = await candidateNames(viewer, reader)
  const row = (packet: Loaded) => rowOf(packet, votingStateOf(packet), { names, timeZone: viewer.timeZone })
  return {
    waiting: rows.filter(mine).map(({ packet }) => row(packet)),
    open: rows.filter((one) => !mine(one)).map(({ packet }) => row(packet)),
    decided: decided.map(row),
    next,
  }
}

type VisiblePackets = Prisma.PacketWhereInput & { organisationId: number }

/** A page of the decided packets, by their last decision, the newest first; `after` and `next` are ids of decisions. */
async function decidedPackets(reader: Tx, visible: VisiblePackets, after: number | null) {
  const { organisationId } = visible
  const found: { decisionId: number; packet: Loaded }[] = []
  let before = after
  // Decisions that a later one of their packet has replaced are passed over, so a page may take several reads.
  for (let more = true; more && found.length <= PAGE;) {
    const decisions = await reader.decision.findMany({
      where: { organisationId, packet: visible, ...(before === null ? {} : { id: { lt: before } }) },
      select: { id: true, packetId: true },
      orderBy: { id: 'desc' },
      take: PAGE + 1,
    })
    const packets = await load(reader, { organisationId, id: { in: decisions.map(({ packetId }) => packetId) } })
    const byLastDecision = new Map(packets.map((packet) => [packet.decisions[0]?.id, packet]))
    for (const { id } of decisions) {
      const packet = byLastDecision.get(id)
      if (packet) found.push({ decisionId: id, packet })
    }
    more = decisions.length > PAGE
    before = decisions.at(-1)?.id ?? null
  }
  const page = found.slice(0, PAGE)
  return {
    decided: page.map(({ packet }) => packet),
    next: found.length > PAGE ? (page.at(-1)?.decisionId ?? null) : null,
  }
}

const facts = {
  application: {
    select: {
      state: true,
      candidate: { select: { id: true, name: true } },
      job: { select: committeeOfJob },
      recusals: { where: { lift: { is: null } }, select: { userId: true } },
    },
  },
  packetVoters: { select: { userId: true }, orderBy: { userId: 'asc' } },
  votes: { select: { userId: true, round: true } },
  decisions: {
    orderBy: { number: 'desc' },
    take: 1,
    select: { id: true, outcome: true, overriddenRules: true, decidedAt: true },
  },
} satisfies Prisma.PacketInclude

const load = (reader: Tx, where: VisiblePackets) =>
  reader.packet.findMany({ where, include: facts, orderBy: { id: 'desc' } })
type Loaded = Awaited<ReturnType<typeof load>>[number]

/** Without the packets that a later one of their application has replaced. */
async function latestOnly(reader: Tx, { organisationId }: Viewer, where: VisiblePackets): Promise<Loaded[]> {
  const found = await load(reader, where)
  const newest = await reader.packet.groupBy({
    by: ['applicationId'],
    where: { organisationId, applicationId: { in: [...new Set(found.map(({ applicationId }) => applicationId))] } },
    _max: { number: true },
  })
  const latest = new Map(newest.map(({ applicationId, _max }) => [applicationId, _max.number]))
  return found.filter(({ applicationId, number }) => latest.get(applicationId) === number)
}

function votingStateOf(packet: Loaded): VotingState {
  const { body, frozenOrder, application, votes, decisions } = packet
  const members = frozenVoters(packet)
  const eligible = eligibleVoters(application.job, frozenOrder)
  return {
    quorum: readBody(body).job.quorum,
    members,
    left: members.filter((userId) => !eligible.includes(userId)),
    recused: application.recusals.map(({ userId }) => userId),
    votes: votes.map(({ userId, round }) => ({ userId, round: round === 1 ? 1 : 2 })),
    votedEarlier: [],
    openCriticalFlags: 0,
    criticalFlagResolvers: [],
    decision: decisions[0]?.id ?? null,
    dissenters: [],
    superseded: false,
    closed: application.state !== 'open',
  }
}

function rowOf(
  packet: Loaded,
  voting: VotingState,
  { names, timeZone }: { names: CandidateNames; timeZone: string },
): CommitteeRow {
  const { job } = readBody(packet.body)
  const round = votingRound(voting)
  const { sealed, of, needed } = roundState(voting, round ?? 1)
  const opened = roundState(voting, 1).open
  const decision = packet.decisions[0]
  return {
    id: packet.id,
    applicationId: packet.applicationId,
    number: packet.number,
    who: names.label(packet.application.candidate, { ...packet.application.job, namesHidden: job.namesHidden }, opened),
    question: { seniority: job.seniority, roleName: job.roleName },
    jobName: job.name,
    frozenAt: dayAndTime(packet.frozenAt, timeZone),
    sealed,
    of,
    needed,
    round,
    opened,
    quorumLost: decision === undefined && quorumLost(voting),
    outcome: decision?.outcome ?? null,
    overridden: (decision?.overriddenRules.length ?? 0) > 0,
    decidedAt: decision ? dayAndTime(decision.decidedAt, timeZone) : null,
  }
}
