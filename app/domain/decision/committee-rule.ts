import { majorityBase, voteChoices, type VotingState, type Tally, type VoteChoice } from './voting'

/**
 * What a committee's decision needs beyond opened votes (ADR 016). An outcome that does not meet it can be recorded
 * only as an override. The codes are stored with the decision, so they are never renamed.
 */
export const ruleCodes = ['no-majority', 'voter-absent', 'open-critical-flag', 'own-flag-resolution'] as const
export type RuleCode = (typeof ruleCodes)[number]

/** Each rule as the record of an override names it. */
export const overriddenRuleSentences: Record<RuleCode, string> = {
  'no-majority': 'The outcome did not have the votes of more than half of the voters.',
  'voter-absent': 'A voter whose vote could have changed the outcome had not voted.',
  'open-critical-flag': 'A critical flag was not resolved.',
  'own-flag-resolution': 'A critical flag had been resolved only by the person who recorded the decision.',
}

export interface UnmetRule {
  code: RuleCode
  /** What is missing, in this case. */
  message: string
  /** What to do about it. */
  remedy: string
}

type RuleInput = { voting: VotingState; counts: Tally; outcome: VoteChoice; decider: number }

const people = (count: number) => (count === 1 ? 'one voter' : `${count} voters`)

/**
 * The rules that this outcome, recorded by this person, would not meet. It needs more than half of all voters who
 * count, so that no missing vote could turn it; a tie never meets it. "Hire" needs every critical flag resolved in
 * writing, by somebody other than the person who records the hire.
 */
export function unmetRules({ voting, counts, outcome, decider }: RuleInput): UnmetRule[] {
  const unmet: UnmetRule[] = []
  const total = majorityBase(voting).length
  const given = voteChoices.reduce((sum, choice) => sum + counts[choice], 0)
  if (counts[outcome] * 2 <= total) {
    const half = Math.floor(total / 2) + 1
    unmet.push({
      code: 'no-majority',
      message: `${counts[outcome]} of ${total} ${total === 1 ? 'voter' : 'voters'} voted for it; it needs ${half}.`,
      remedy: 'Take a second vote after reading each other’s reasons, or send the packet again to more voters.',
    })
    const absent = total - given
    if (absent > 0)
      unmet.push({
        code: 'voter-absent',
        message: `${absent === 1 ? 'One voter has' : `${people(absent)} have`} not voted, and the outcome could depend on ${absent === 1 ? 'that vote' : 'those votes'}.`,
        remedy:
          'Ask for the missing votes in the second vote. If a voter has left, name another and send the packet again.',
      })
  }
  if (outcome === 'hire' && voting.openCriticalFlags > 0)
    unmet.push({
      code: 'open-critical-flag',
      message: `${voting.openCriticalFlags === 1 ? 'A critical flag is' : `${voting.openCriticalFlags} critical flags are`} not resolved.`,
      remedy: 'Resolve every critical flag in writing first.',
    })
  if (outcome === 'hire' && voting.criticalFlagResolvers.includes(decider))
    unmet.push({
      code: 'own-flag-resolution',
      message: 'You resolved a critical flag of this packet.',
      remedy: 'Another voter has to record the hire.',
    })
  return unmet
}

/** The stored codes of an override that this version knows, in the order of the rules. */
export const readRuleCodes = (stored: readonly string[]): RuleCode[] =>
  ruleCodes.filter((code) => stored.includes(code))
