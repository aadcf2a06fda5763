import { roundState, tally, type VotingState } from '~/domain/decision/voting'
import type { decisionColumns } from '~/domain/export/columns'
import { readBody } from '~/domain/packet/verify-packet'
import type { Viewer } from '~/domain/policy/policy'
import type { Prisma } from '~/generated/prisma/client.ts'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { jobsVisible } from '../scope.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { listed, PAGE, pagesOf, type RowOf } from './pages'

const text = { select: { body: true } } as const
const person = { select: { id: true, name: true } } as const

const columns = {
  id: true,
  number: true,
  outcome: true,
  overriddenRules: true,
  runId: true,
  decidedAt: true,
  decidedBy: person,
  reasonText: text,
  overrideText: text,
  supersededBy: { select: { id: true } },
  dissents: { select: { user: person, text }, orderBy: { id: 'asc' } },
  packet: {
    select: {
      id: true,
      number: true,
      body: true,
      votes: { select: { userId: true, round: true } },
      application: {
        select: {
          id: true,
          candidate: { select: { id: true, name: true } },
          job: { select: { id: true, name: true, confidential: true, namesHidden: true } },
        },
      },
    },
  },
} as const satisfies Prisma.DecisionSelect

type Decision = Prisma.DecisionGetPayload<{ select: typeof columns }>
type Round = 1 | 2
type Choices = Map<string, 'hire' | 'no_hire' | 'more_signal'>

/** The decisions in the viewer's reach, without those of applications that are withheld from them. */
export async function* decisionRows(
  viewer: Viewer,
  jobId: number | null,
): AsyncGenerator<RowOf<typeof decisionColumns>> {
  const { organisationId } = viewer
  const { organisationId: _, ...job } = jobsVisible(viewer, 'export-decisions')
  const withheld = await withheldApplicationIds(viewer)
  // A run moves with every submission: one who is blind anywhere is told of none.
  const runsShown = (await blindApplicationIds(viewer)).length === 0
  const application = { job, ...(jobId === null ? {} : { jobId }) }
  const names = await candidateNames(viewer)
  const load = (after: number) =>
    db().decision.findMany({
      where: { organisationId, id: { gt: after }, packet: { applicationId: { notIn: withheld }, application } },
      select: columns,
      orderBy: { id: 'asc' },
      take: PAGE,
    })
  for await (const page of pagesOf(load, ({ id }) => id)) {
    const choices = await openedChoices(organisationId, page)
    for (const decision of page) {
      const { candidate, job, id } = decision.packet.application
      const rule = { ...job, namesHidden: readBody(decision.packet.body).job.namesHidden }
      const opened = openRounds(decision)
      const votes = countsOf(decision, opened, choices)
      yield {
        application_id: id,
        candidate_id: candidate.id,
        candidate: candidate.name === null ? null : names.label(candidate, rule, opened.includes(1)),
        job_id: job.id,
        job: job.name,
        packet: decision.packet.number,
        decision: decision.number,
        in_force: decision.supersededBy === null,
        outcome: decision.outcome,
        decided: decision.decidedAt,
        decided_by: nameOf(decision.decidedBy),
        reason: decision.reasonText.body,
        votes_hire: votes?.hire ?? null,
        votes_no_hire: votes?.no_hire ?? null,
        votes_more_signal: votes?.more_signal ?? null,
        overridden_rules: listed(decision.overriddenRules),
        override_reason: decision.overrideText?.body ?? null,
        dissents:
          decision.dissents.map(({ user, text }) => `${nameOf(user)}: ${text.body ?? 'erased'}`).join('\n') || null,
        run: runsShown ? decision.runId : null,
      }
    }
  }
}

const nameOf = ({ id, name }: { id: number; name: string | null }) => name ?? `Former user ${id}`

/** The rounds of the decision's packet whose votes may be read. */
function openRounds({ packet }: Decision): Round[] {
  const voting: VotingState = {
    quorum: readBody(packet.body).job.quorum,
    members: [],
    left: [],
    recused: [],
    votes: packet.votes.map(({ userId, round }) => ({ userId, round: round === 1 ? 1 : 2 })),
    votedEarlier: [],
    openCriticalFlags: 0,
    criticalFlagResolvers: [],
    decision: null,
    dissenters: [],
    superseded: false,
    closed: false,
  }
  return ([1, 2] as const).filter((round) => roundState(voting, round).open)
}

const keyOf = (packetId: number, userId: number, round: number) => [packetId, userId, round].join()

/** The choices of open rounds. Those of a round that is still sealed are not even read. */
async function openedChoices(organisationId: number, page: readonly Decision[]): Promise<Choices> {
  const choices: Choices = new Map()
  for (const round of [1, 2] as const) {
    const packetIds = page.filter((one) => openRounds(one).includes(round)).map(({ packet }) => packet.id)
    const votes = await db().vote.findMany({
      where: { organisationId, packetId: { in: [...new Set(packetIds)] }, round },
      select: { packetId: true, userId: true, choice: true },
    })
    for (const { packetId, userId, choice } of votes) choices.set(keyOf(packetId, userId, round), choice)
  }
  return choices
}

function countsOf({ packet }: Decision, opened: readonly Round[], choices: Choices) {
  if (opened.length === 0) return null
  return tally(
    packet.votes.flatMap(({ userId, round }) => {
      const choice = choices.get(keyOf(packet.id, userId, round))
      return choice ? [{ userId, choice, round: round === 1 ? (1 as const) : (2 as const) }] : []
    }),
  )
}
