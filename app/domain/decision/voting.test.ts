import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  againstTheVotes,
  mayDecide,
  mayDissent,
  mayOverride,
  mayRecuse,
  mayResolveFlags,
  maySeal,
  mayVote,
  quorumLost,
  roundState,
  tally,
  voters,
  votingRound,
} from './voting'
import { code, sealed, voting } from '../../../test/setup/voting'

describe('voting on a packet', () => {
  test('the first vote stays sealed until the quorum and opens the second', () => {
    expect(roundState(voting({ votes: sealed(1) }), 1)).toMatchObject({ sealed: 1, of: 3, needed: 2, open: false })
    const opened = voting({ votes: sealed(1, 2) })
    expect(roundState(opened, 1).open).toBe(true)
    expect(votingRound(opened)).toBe(2)
    expect(mayVote(opened, 1)).toEqual({ ok: true, value: 2 })
    expect(mayVote(opened, 3)).toEqual({ ok: true, value: 2 })
  })

  test('a sealed vote is not sealed again', () => {
    expect(code(mayVote(voting({ votes: sealed(1) }), 1))).toBe('ALREADY_SEALED')
  })

  test('a ballot counts in the round it was written for, and in no other', () => {
    const opened = voting({ votes: sealed(1, 2) })
    expect(code(maySeal(voting({ votes: sealed(1) }), 3, 1))).toBe('ok')
    expect(code(maySeal(voting(), 3, 2))).toBe('ROUND_STALE')
    expect(code(maySeal(opened, 3, 1))).toBe('ROUND_STALE')
    expect(code(maySeal(opened, 3, 2))).toBe('ok')
    const second = sealed(1, 2).concat({ userId: 1, round: 2 }, { userId: 2, round: 2 })
    expect(code(maySeal(voting({ votes: second }), 3, 1))).toBe('VOTES_CLOSED')
    expect(code(maySeal(voting({ votes: second }), 3, 2))).toBe('VOTES_CLOSED')
    expect(code(maySeal(voting({ votes: second }), 1, 2))).toBe('ALREADY_SEALED')
  })

  test('a stranger, a recused voter and a latecomer after the decision do not vote', () => {
    expect(code(mayVote(voting(), 9))).toBe('NOT_A_VOTER')
    expect(code(mayVote(voting({ recused: [1] }), 1))).toBe('RECUSED')
    expect(code(mayVote(voting({ votes: sealed(1, 2), decision: 5 }), 3))).toBe('DECIDED')
    expect(code(mayVote(voting({ superseded: true }), 1))).toBe('PACKET_SUPERSEDED')
    expect(code(mayVote(voting({ closed: true, superseded: true }), 1))).toBe('APPLICATION_CLOSED')
    expect(code(mayResolveFlags(voting({ closed: true, votes: sealed(1, 2) }), 1))).toBe('APPLICATION_CLOSED')
  })

  test('recusal comes before the vote and lowers how many may vote, not how many must', () => {
    expect(code(mayRecuse(voting({ votes: sealed(1) }), 1))).toBe('ALREADY_SEALED')
    expect(code(mayRecuse(voting(), 1))).toBe('ok')
    const two = voting({ recused: [3] })
    expect(roundState(two, 1)).toMatchObject({ of: 2, needed: 2 })
    expect(quorumLost(two)).toBe(false)
    expect(quorumLost(voting({ recused: [2, 3] }))).toBe(true)
  })

  test('who has voted stays a voter when the job names others', () => {
    expect(voters(voting({ members: [2], votes: sealed(1) }))).toEqual([1, 2])
  })

  test('no order of sealing opens a round before its quorum', () => {
    const ballots = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 8 })
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 8 }), (users, quorum) => {
        const now = voting({ members: [1, 2, 3, 4, 5, 6, 7, 8], quorum, votes: sealed(...users) })
        expect(roundState(now, 1).open).toBe(users.length >= quorum)
        if (users.length < quorum) {
          expect(code(mayDecide(now, 1, { outcome: 'hire', supersedes: null }))).toBe('VOTES_SEALED')
          expect(code(mayResolveFlags(now, 1))).toBe('VOTES_SEALED')
        }
      }),
    )
  })
})

describe('deciding', () => {
  const opened = voting({ votes: sealed(1, 2) })

  test('a critical flag blocks hire and nothing else until it is resolved', () => {
    const flagged = { ...opened, openCriticalFlags: 1 }
    expect(code(mayDecide(flagged, 1, { outcome: 'hire', supersedes: null }))).toBe('FLAG_UNRESOLVED')
    expect(code(mayDecide(flagged, 1, { outcome: 'no_hire', supersedes: null }))).toBe('ok')
    expect(code(mayDecide(opened, 1, { outcome: 'hire', supersedes: null }))).toBe('ok')
  })

  test('a second vote that has begun is opened first', () => {
    const begun = { ...opened, votes: [...opened.votes, { userId: 1, round: 2 as const }] }
    expect(code(mayDecide(begun, 1, { outcome: 'no_hire', supersedes: null }))).toBe('SECOND_VOTE_SEALED')
    const both = { ...begun, votes: [...begun.votes, { userId: 3, round: 2 as const }] }
    expect(code(mayDecide(both, 1, { outcome: 'no_hire', supersedes: null }))).toBe('ok')
    expect(votingRound(both)).toBeNull()
  })

  test('a later decision names the one it supersedes', () => {
    const decided = { ...opened, decision: 7 }
    expect(code(mayDecide(decided, 1, { outcome: 'hire', supersedes: null }))).toBe('DECISION_STALE')
    expect(code(mayDecide(decided, 1, { outcome: 'hire', supersedes: 7 }))).toBe('ok')
    expect(code(mayDecide(opened, 1, { outcome: 'hire', supersedes: 7 }))).toBe('DECISION_STALE')
  })

  test('each voter dissents once, from a decision that exists', () => {
    expect(code(mayDissent(opened, 1))).toBe('NOT_DECIDED')
    expect(mayDissent({ ...opened, decision: 7 }, 1)).toEqual({ ok: true, value: 7 })
    expect(code(mayDissent({ ...opened, decision: 7, dissenters: [1] }, 1))).toBe('ALREADY_DISSENTED')
    expect(code(mayDissent({ ...opened, decision: 7 }, 9))).toBe('NOT_A_VOTER')
  })

  test('the second vote of a voter counts in place of the first', () => {
    const counts = tally([
      { userId: 1, round: 2, choice: 'hire' },
      { userId: 1, round: 1, choice: 'no_hire' },
      { userId: 2, round: 1, choice: 'no_hire' },
    ])
    expect(counts).toEqual({ hire: 1, no_hire: 1, more_signal: 0 })
    expect(againstTheVotes(counts, 'hire')).toBe(false)
    expect(againstTheVotes({ hire: 1, no_hire: 2, more_signal: 0 }, 'hire')).toBe(true)
  })
})

test('a recused person is told that and nothing else, whatever became of the packet', () => {
  for (const became of [{}, { superseded: true }, { decision: 7 }, { votes: sealed(1, 2) }]) {
    const of = voting({ members: [1, 2, 3, 4], recused: [3], ...became })
    const told = [
      mayVote(of, 3),
      mayResolveFlags(of, 3),
      mayDecide(of, 3, { outcome: 'hire', supersedes: null }),
      mayOverride(of, 3, { supersedes: null }),
      mayDissent(of, 3),
      mayRecuse(of, 3),
    ]
    expect(told.map(code)).toEqual(told.map(() => 'RECUSED'))
  }
})
