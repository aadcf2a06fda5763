import { APPLICATION_CLOSED } from '../application/closed'
import { fail, ok, type Result } from '../shared/result'
import type { Round, VotingError, VotingState } from './voting-state'

export type { Round, VotingError, VotingState } from './voting-state'

export const voteChoices = ['hire', 'no_hire', 'more_signal'] as const
export type VoteChoice = (typeof voteChoices)[number]

export const choiceLabels = { hire: 'Hire', no_hire: 'No hire', more_signal: 'More evidence needed' }

const voted = (voting: VotingState, userId: number) => voting.votes.some((vote) => vote.userId === userId)
const everyone = (voting: VotingState) =>
  [...new Set([...voting.members, ...voting.votes.map(({ userId }) => userId)])].sort((a, b) => a - b)

/**
 * Who counts on this packet: its frozen voters and whoever has voted, without those who recused themselves and those
 * who left before voting. A vote sealed by somebody who left afterwards counts: it was cast by a voter.
 */
export const voters = (voting: VotingState): number[] =>
  everyone(voting).filter(
    (userId) => voted(voting, userId) || !(voting.recused.includes(userId) || voting.left.includes(userId)),
  )

/**
 * Of whom an outcome needs more than half: as `voters`, with those who left before voting. Leaving, or being removed,
 * must not turn a minority into a majority; a recusal is the voter's own act and gives up the vote.
 */
export const majorityBase = (voting: VotingState): number[] =>
  everyone(voting).filter((userId) => voted(voting, userId) || !voting.recused.includes(userId))

/** May this user still seal a vote on the packet, in a round that is not closed to them? */
const canVote = (voting: VotingState, userId: number): boolean =>
  everyone(voting).includes(userId) && !voting.recused.includes(userId) && !voting.left.includes(userId)

export interface RoundState {
  round: Round
  sealed: number
  of: number
  needed: number
  /** All votes of the round are readable: the quorum is sealed. */
  open: boolean
}

type Ballots = Pick<VotingState, 'votes' | 'quorum'>
const votesOf = ({ votes }: Ballots, round: Round) => votes.filter((vote) => vote.round === round).length

/** Holds the packet votes that nobody may read, because the quorum of their round is not reached? */
export const hasSealedVotes = (ballots: Ballots): boolean =>
  ([1, 2] as const).some((round) => votesOf(ballots, round) > 0 && votesOf(ballots, round) < ballots.quorum)

export function roundState(voting: VotingState, round: Round): RoundState {
  const sealed = votesOf(voting, round)
  return { round, sealed, of: voters(voting).length, needed: voting.quorum, open: sealed >= voting.quorum }
}

/** The round in which a vote may be sealed now; null once decided, superseded, closed, or when both rounds are open. */
export function votingRound(voting: VotingState): Round | null {
  if (voting.superseded || voting.closed || voting.decision !== null) return null
  if (!roundState(voting, 1).open) return 1
  return roundState(voting, 2).open ? null : 2
}

/**
 * Too few voters are left to reach the quorum of the first round, or of a second round that has begun: another voter
 * has to be named and the packet sent again. Of a closed application nothing has to be done.
 */
export function quorumLost(voting: VotingState): boolean {
  if (voting.closed) return false
  const lost = (round: Round) => {
    const { sealed, open } = roundState(voting, round)
    const sealedBy = voting.votes.filter((vote) => vote.round === round).map(({ userId }) => userId)
    const ahead = everyone(voting).filter((userId) => canVote(voting, userId) && !sealedBy.includes(userId))
    return !open && sealed + ahead.length < voting.quorum
  }
  return lost(1) || (roundState(voting, 2).sealed > 0 && lost(2))
}

/** Told to a recused person before anything else: what became of the packet is not theirs to know. */
export const RECUSED = { code: 'RECUSED', message: 'You are recused from this application.' } as const

const isVoter = (voting: VotingState, userId: number): Result<null, VotingError> => {
  if (voting.recused.includes(userId)) return fail(RECUSED)
  if (voting.closed) return fail(APPLICATION_CLOSED)
  if (voting.superseded)
    return fail({ code: 'PACKET_SUPERSEDED', message: 'A newer packet has replaced this one; vote on that one.' })
  if (!everyone(voting).includes(userId))
    return fail({ code: 'NOT_A_VOTER', message: 'Only the voters named when the packet was sent can act on it.' })
  if (!canVote(voting, userId))
    return fail({
      code: 'VOTER_LEFT',
      message: 'You are no longer a voter of this job, so you cannot act on this packet.',
    })
  return ok(null)
}

/** May this user seal a vote now, and in which round? A sealed vote is never changed; a second vote is a second row. */
export function mayVote(voting: VotingState, userId: number): Result<Round, VotingError> {
  const voter = isVoter(voting, userId)
  if (!voter.ok) return voter
  if (voting.decision !== null) return fail({ code: 'DECIDED', message: 'The decision is recorded; voting is closed.' })
  const round = votingRound(voting)
  if (voting.votes.some((vote) => vote.userId === userId && vote.round === (round ?? 2)))
    return fail({ code: 'ALREADY_SEALED', message: 'Your vote is sealed and cannot be changed.' })
  if (round === null) return fail({ code: 'VOTES_CLOSED', message: 'The second votes are revealed; voting is closed.' })
  return ok(round)
}

/**
 * May this user seal the ballot of this round now? A ballot of the first round that arrives when those votes are open
 * was written without reading them, so it is never counted in the second round.
 */
export function maySeal(voting: VotingState, userId: number, round: Round): Result<null, VotingError> {
  const may = mayVote(voting, userId)
  const late = round === 1 && roundState(voting, 1).open
  if (!may.ok && !(late && may.error.code === 'ALREADY_SEALED')) return may
  if (may.ok && may.value === round) return ok(null)
  if (!late) return fail({ code: 'ROUND_STALE', message: 'The second round has not begun; load the page again.' })
  const kept = 'Your vote was not counted; what you wrote is kept here.'
  return fail({
    code: 'ROUND_STALE',
    message: may.ok
      ? `The first votes were revealed before this ballot arrived. ${kept} Read the votes, then seal a second vote.`
      : `The first votes were revealed before this ballot arrived. ${kept} Your second vote is already sealed.`,
  })
}

/** The last round whose votes are open; null before the first. */
export const openedRound = (voting: VotingState): Round | null =>
  roundState(voting, 2).open ? 2 : roundState(voting, 1).open ? 1 : null

/** Who decides or resolves has read every vote that is open: a form made before the second round opened is too old. */
export const hasReadVotes = (voting: VotingState, opened: Round): Result<null, VotingError> =>
  openedRound(voting) === 2 && opened === 1
    ? fail({
        code: 'ROUND_STALE',
        message: 'The second votes were revealed in the meantime. Read them first; your text is kept.',
      })
    : ok(null)

/**
 * A voter of the packet before the committee recuses themselves before their first vote: after it, the vote has already
 * had an effect.
 */
export function mayRecuse(voting: VotingState, userId: number): Result<null, VotingError> {
  if (voting.recused.includes(userId)) return fail(RECUSED)
  if (voting.superseded || voting.closed || voting.decision !== null) return ok(null)
  if (voted(voting, userId))
    return fail({
      code: 'ALREADY_SEALED',
      message:
        'You have voted on the packet before the committee. Recuse yourself before the first vote, or once it is decided.',
    })
  return ok(null)
}

/** Flags are resolved after the first votes are open, so that nobody's sealed view is formed by another's. */
export function mayResolveFlags(voting: VotingState, userId: number): Result<null, VotingError> {
  const voter = isVoter(voting, userId)
  if (!voter.ok) return voter
  if (!roundState(voting, 1).open)
    return fail({ code: 'VOTES_SEALED', message: 'Flags are resolved once the first votes are revealed.' })
  return ok(null)
}

/** No vote is sealed that a decision would have to wait for. */
function votesOpen(voting: VotingState): Result<null, VotingError> {
  if (!roundState(voting, 1).open)
    return fail({ code: 'VOTES_SEALED', message: 'A decision can be recorded once the quorum has voted.' })
  const second = roundState(voting, 2)
  if (voting.decision === null && second.sealed > 0 && !second.open)
    return fail({ code: 'SECOND_VOTE_SEALED', message: 'The second vote has begun; decide once it is revealed.' })
  return ok(null)
}

const notStale = (voting: VotingState, supersedes: number | null): Result<null, VotingError> =>
  voting.decision === supersedes
    ? ok(null)
    : fail({ code: 'DECISION_STALE', message: 'Another decision was recorded in the meantime. Read it first.' })

/**
 * May this user record this outcome? `supersedes` is the decision that the form was made against, null for the first. A
 * second vote that has begun must be opened first; a critical flag blocks "hire" until it is resolved in writing. What
 * the opened votes must say for it is in `committee-rule.ts`.
 */
export function mayDecide(
  voting: VotingState,
  userId: number,
  { outcome, supersedes }: { outcome: VoteChoice; supersedes: number | null },
): Result<null, VotingError> {
  const voter = isVoter(voting, userId)
  if (!voter.ok) return voter
  const votes = votesOpen(voting)
  if (!votes.ok) return votes
  const stale = notStale(voting, supersedes)
  if (!stale.ok) return stale
  if (outcome === 'hire' && voting.openCriticalFlags > 0)
    return fail({
      code: 'FLAG_UNRESOLVED',
      message: '“Hire” can be recorded once every critical flag is resolved in writing.',
    })
  return ok(null)
}

/**
 * May this user override the committee's rule now? Only somebody outside the committee: its voters have had their vote.
 * The votes must be open, so an override never takes the place of the committee's reading.
 */
export function mayOverride(
  voting: VotingState,
  userId: number,
  { supersedes }: { supersedes: number | null },
): Result<null, VotingError> {
  if (voting.recused.includes(userId)) return fail(RECUSED)
  if (voting.closed) return fail(APPLICATION_CLOSED)
  if (voting.superseded)
    return fail({
      code: 'PACKET_SUPERSEDED',
      message: 'A newer packet has replaced this one; decide on that one.',
    })
  if (everyone(voting).includes(userId))
    return fail({
      code: 'VOTER_OVERRIDES',
      message: 'You are a voter of this packet, so you cannot override its committee. A person outside it can.',
    })
  if (voting.votedEarlier.includes(userId))
    return fail({
      code: 'VOTER_OVERRIDES',
      message:
        'You voted on an earlier packet of this application, so you cannot override its committee. A person who has not voted can.',
    })
  const votes = votesOpen(voting)
  if (!votes.ok) return votes
  return notStale(voting, supersedes)
}

/**
 * A dissent is in the words of its author; each voter adds at most one to a decision, also once the application is
 * closed: it belongs to the record of that decision.
 */
export function mayDissent(voting: VotingState, userId: number): Result<number, VotingError> {
  if (voting.recused.includes(userId)) return fail(RECUSED)
  if (voting.decision === null)
    return fail({ code: 'NOT_DECIDED', message: 'There is no decision yet to dissent from.' })
  if (!voters(voting).includes(userId))
    return fail({ code: 'NOT_A_VOTER', message: 'Only the voters named when the packet was sent can act on it.' })
  if (voting.dissenters.includes(userId))
    return fail({ code: 'ALREADY_DISSENTED', message: 'Your dissent is already part of this decision.' })
  return ok(voting.decision)
}

export type Tally = Record<VoteChoice, number>

/** Opened votes counted: of each voter the second vote where it was given, else the first. */
export function tally(votes: readonly { userId: number; round: Round; choice: VoteChoice }[]): Tally {
  const last = new Map<number, VoteChoice>()
  for (const { userId, choice } of [...votes].sort((a, b) => a.round - b.round)) last.set(userId, choice)
  const counts: Tally = { hire: 0, no_hire: 0, more_signal: 0 }
  for (const choice of last.values()) counts[choice]++
  return counts
}

/** Whether more voters asked for something else than for this outcome: the record says so. */
export const againstTheVotes = (counts: Tally, outcome: VoteChoice): boolean =>
  voteChoices.some((other) => other !== outcome && counts[other] > counts[outcome])
