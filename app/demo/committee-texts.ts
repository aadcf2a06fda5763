import type { VoteChoice } from '~/domain/decision/voting'
import type { Draws } from './seeded-random'

/** What the example's committees write. `{plus}` and `{minus}` are the packet's points for and against the candidate. */
const VOTES: Record<VoteChoice, readonly string[]> = {
  hire: [
    '{Plus}, and more than one interviewer saw it. The lower end of the interval is still acceptable.',
    'Hire. {Plus}. The open point ({minus}) is usual at this level.',
    'Ratings are consistent across interviewers, and {plus}. I do not need another interview.',
    'I read the most severe interviewers first, and their evidence agrees: {plus}.',
    'The written evidence convinced me: {plus}.',
  ],
  no_hire: [
    '{Minus}. Two interviewers wrote this independently of each other.',
    'No. {Minus}, and the job depends on it.',
    'The calibrated score is close to the raw mean, so severe interviewers do not explain it. {Minus}.',
    'I looked for evidence against my view and found one strong interview only. {Minus}.',
    'In favour: {plus}. It does not outweigh the rest: {minus}.',
  ],
  more_signal: [
    'The interval includes the bar. I would like one more interview on the open point: {minus}.',
    'The interval is too wide for me. {Plus}, but {minus}, and only one interviewer saw that.',
    'I would interview again where two interviewers differ by two levels. {Minus}.',
    'Not yet. Half of the interviewers did not assess the criterion that matters most; {minus}.',
  ],
}

const DECISIONS: Record<VoteChoice, readonly string[]> = {
  hire: [
    'The whole interval is above the bar, and the votes agree. {Plus}.',
    'We hire. {Plus}. A mentor supports the new colleague for six months on the open point ({minus}).',
    'The score stays above the bar whichever interviewer is left out. {Plus}, and no red flag was upheld.',
  ],
  no_hire: [
    'Below the bar, also without the most severe interviewer. {Minus}.',
    'The votes agree. {Minus}, which this seniority requires from the start.',
    'We thank the candidate for five interviews. {Minus}; the score changes by less than 0.1 under every need profile.',
    'No hire, because of the criteria with the largest weight: {minus}.',
  ],
  more_signal: [
    'One more interview, with someone who has not met the candidate, on the open point: {minus}.',
    'Too few interviewers for an interval this wide. {Plus}; {minus}. One more interview should decide it.',
  ],
}

export const DISSENTS = [
  'I would have hired. The two lowest ratings come from one interview that began late, and their evidence describes the delay rather than the candidate.',
  'I dissent: the candidate met the bar on every criterion with a weight of three or more, and the other criteria decided.',
]
export const RECUSAL = 'We worked in the same team until May and are still friends.'
export const RESOLUTIONS = [
  'I compared both quotes with what the flag does not mean. The answer to the follow-up question is clear: upheld.',
  'The quote reads worse than what happened: the interviewer confirms that the limit was stated once, not twice. Dismissed.',
  'Upheld. The follow-up question was asked as written, and the answer changes nothing.',
]
export const AMENDMENTS = [
  'I had matched the wrong anchor: the candidate said this before my question, not after it.',
  'I found my paper notes of the last ten minutes; they hold more evidence than I had remembered.',
  'The quote belongs to the previous interview, so the level is lower without it.',
  'I read the anchors again beside the calibration cases.',
]
export const WITHDRAWAL = 'I confused two candidates of the same afternoon and can no longer tell my notes apart.'

export const CLOSINGS = {
  hired: [
    'Accepted by telephone; starts in three months.',
    'Accepted after one day; the contract has been sent.',
    'Accepted, working four days a week.',
  ],
  rejected: [
    'Told by telephone, with the two main reasons.',
    'Told in writing, as the candidate asked; feedback offered for next week.',
    'Told by telephone. Would like to hear about openings at another level.',
  ],
  withdrawn: [
    'Took another offer before the last interview and told us by e-mail.',
    'Stays with the current employer after a counter-offer.',
  ],
} as const

type Points = { plus: string[]; minus: string[] }

export type CommitteeTexts = {
  vote: (choice: VoteChoice, points: Points) => string
  decision: (outcome: VoteChoice, points: Points) => string
}

export function committeeTexts(deal: <T>(list: readonly T[]) => T): CommitteeTexts {
  const put = (template: string, { plus, minus }: Points) => {
    const words = {
      plus: plus.join(', and ') || 'average ratings on every criterion',
      minus: minus.join(', and ') || 'one criterion was rated by a single interviewer',
    }
    const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
    return template
      .replace('{plus}', words.plus)
      .replace('{minus}', words.minus)
      .replace('{Plus}', capital(words.plus))
      .replace('{Minus}', capital(words.minus))
  }
  return {
    vote: (choice, points) => put(deal(VOTES[choice]), points),
    decision: (outcome, points) => put(deal(DECISIONS[outcome]), points),
  }
}

/**
 * How the voters of a quorum of this size vote when it ends in `outcome`: most of them that way, and all of them where
 * a decision follows, since an outcome needs more than half of all voters and one has not voted.
 */
export function ballots(outcome: VoteChoice, size: number, random: Draws, decides: boolean): VoteChoice[] {
  const others: VoteChoice[] = outcome === 'more_signal' ? ['hire', 'no_hire'] : ['more_signal']
  return Array.from({ length: size }, (_, at) =>
    !decides && at > 0 && at === size - 1 && random.unit() < 0.5 ? random.pick(others) : outcome,
  )
}
