import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRuleCodes, ruleCodes, overriddenRuleSentences, unmetRules } from './committee-rule'
import { mayOverride, mayVote, quorumLost, roundState, majorityBase, voters, type VotingState } from './voting'
import { code, sealed, voting } from '../../../test/setup/voting'

const codes = (...given: Parameters<typeof unmetRules>) => unmetRules(...given).map((rule) => rule.code)

describe('the rule of a committee', () => {
  const open = voting({ votes: sealed(1, 2) })
  const counts = (hire: number, no_hire: number, more_signal = 0) => ({ hire, no_hire, more_signal })

  test('an outcome needs more than half of all voters; a tie gives none, whoever records it', () => {
    for (const outcome of ['hire', 'no_hire', 'more_signal'] as const)
      expect(codes({ voting: open, counts: counts(1, 1), outcome, decider: 1 })).toEqual([
        'no-majority',
        'voter-absent',
      ])
    const all = voting({ members: [1, 2], votes: sealed(1, 2) })
    expect(codes({ voting: all, counts: counts(1, 1), outcome: 'hire', decider: 1 })).toEqual(['no-majority'])
  })

  test('a missing vote stands in the way only where it could change the outcome', () => {
    expect(codes({ voting: open, counts: counts(2, 0), outcome: 'hire', decider: 1 })).toEqual([])
    expect(codes({ voting: open, counts: counts(2, 0), outcome: 'no_hire', decider: 1 })).toContain('voter-absent')
  })

  test('“hire” needs every critical flag resolved, by another person than the one who records it', () => {
    const flagged = { ...open, openCriticalFlags: 1 }
    expect(codes({ voting: flagged, counts: counts(2, 0), outcome: 'hire', decider: 1 })).toEqual([
      'open-critical-flag',
    ])
    const resolved = { ...open, criticalFlagResolvers: [1] }
    expect(codes({ voting: resolved, counts: counts(2, 0), outcome: 'hire', decider: 1 })).toEqual([
      'own-flag-resolution',
    ])
    expect(codes({ voting: resolved, counts: counts(2, 0), outcome: 'hire', decider: 2 })).toEqual([])
    expect(codes({ voting: flagged, counts: counts(0, 2), outcome: 'no_hire', decider: 1 })).toEqual([])
  })

  test('what is missing says what to do', () => {
    const [majority, absent] = unmetRules({ voting: open, counts: counts(1, 1), outcome: 'hire', decider: 1 })
    expect(majority!.message).toBe('1 of 3 voters voted for it; it needs 2.')
    expect(majority!.remedy).toMatch(/second vote/)
    expect(absent!.message).toBe('One voter has not voted, and the outcome could depend on that vote.')
  })

  test('stored codes keep their words', () => {
    expect(readRuleCodes(['own-flag-resolution', 'unknown', 'no-majority'])).toEqual([
      'no-majority',
      'own-flag-resolution',
    ])
    expect(ruleCodes.every((rule) => overriddenRuleSentences[rule].length > 0)).toBe(true)
  })

  test('no two outcomes ever meet the rule, and a voter who leaves never makes one meet it', () => {
    const vote = fc.record({
      userId: fc.integer({ min: 1, max: 7 }),
      choice: fc.constantFrom('hire', 'no_hire', 'more_signal'),
    })
    const given = fc.record({
      votes: fc.uniqueArray(vote, { selector: ({ userId }) => userId, maxLength: 7 }),
      left: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    })
    fc.assert(
      fc.property(given, ({ votes, left }) => {
        const tally = { hire: 0, no_hire: 0, more_signal: 0 }
        for (const { choice } of votes) tally[choice as 'hire']++
        const before = voting({ members: [1, 2, 3, 4, 5, 6, 7], votes: sealed(...votes.map(({ userId }) => userId)) })
        const met = (at: VotingState) =>
          (['hire', 'no_hire', 'more_signal'] as const).filter(
            (outcome) => unmetRules({ voting: at, counts: tally, outcome, decider: 1 }).length === 0,
          )
        expect(met(before).length).toBeLessThanOrEqual(1)
        expect(met({ ...before, left })).toEqual(met(before))
      }),
    )
  })
})

describe('voters who leave', () => {
  test('no longer count and no longer vote, unless they had voted', () => {
    const left = voting({ left: [3] })
    expect(voters(left)).toEqual([1, 2])
    expect(majorityBase(left)).toEqual([1, 2, 3])
    expect(code(mayVote(left, 3))).toBe('VOTER_LEFT')
    expect(voters(voting({ left: [3], votes: sealed(3) }))).toEqual([1, 2, 3])
    expect(roundState(voting({ left: [3], votes: sealed(3) }), 1)).toMatchObject({ sealed: 1, of: 3, open: false })
  })

  test('a quorum that cannot be reached any more is known, in either round', () => {
    expect(quorumLost(voting({ left: [2, 3] }))).toBe(true)
    expect(quorumLost(voting({ left: [2, 3], votes: sealed(3) }))).toBe(false)
    const opened = voting({ quorum: 2, votes: [...sealed(1, 2), { userId: 1, round: 2 }] })
    expect(quorumLost(opened)).toBe(false)
    expect(quorumLost({ ...opened, left: [2, 3] })).toBe(true)
    expect(quorumLost(voting({ quorum: 2, votes: sealed(1, 2), left: [2, 3] }))).toBe(false)
  })
})

describe('an override', () => {
  test('is not for a voter of the packet, the recused, or before the votes are open', () => {
    const open = voting({ votes: sealed(1, 2) })
    expect(code(mayOverride(open, 9, { supersedes: null }))).toBe('ok')
    expect(code(mayOverride(open, 3, { supersedes: null }))).toBe('VOTER_OVERRIDES')
    expect(code(mayOverride({ ...open, left: [3] }, 3, { supersedes: null }))).toBe('VOTER_OVERRIDES')
    expect(code(mayOverride({ ...open, votedEarlier: [9] }, 9, { supersedes: null }))).toBe('VOTER_OVERRIDES')
    expect(code(mayOverride({ ...open, recused: [9] }, 9, { supersedes: null }))).toBe('RECUSED')
    expect(code(mayOverride(voting({ votes: sealed(1) }), 9, { supersedes: null }))).toBe('VOTES_SEALED')
    expect(code(mayOverride({ ...open, decision: 4 }, 9, { supersedes: null }))).toBe('DECISION_STALE')
    expect(code(mayOverride({ ...open, superseded: true }, 9, { supersedes: null }))).toBe('PACKET_SUPERSEDED')
  })
})
