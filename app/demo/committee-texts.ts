import type { VoteChoice } from '~/domain/decision/voting'
import type { Draws } from './seeded-random'

/** What the example's committees write. `{plus}` and `{minus}` are what the packet speaks for and against. */
const VOTES: Record<VoteChoice, readonly string[]> = {
  hire: [
    '{Plus}, seen by more than one of us. I read the interval and the lower end is still good enough.',
    'Hire. {Plus}. What is open ({minus}) is open for everybody at this level.',
    'The matrix is even, and {plus}. I would not wait for another interview.',
    'I looked at the severe ones first, and they say it too: {plus}.',
    'For me it is the evidence under the numbers: {plus}.',
  ],
  no_hire: [
    '{Minus}. Two people wrote it down without knowing of each other.',
    'No. {Minus}, and the job turns on it.',
    'The score is near to the raw mean, so it is not the raters. {Minus}.',
    'I looked for a reason to be wrong and found one good hour. {Minus}.',
    'What speaks for it: {plus}. It does not carry the rest: {minus}.',
  ],
  more_signal: [
    'The interval covers the bar on both sides. One more interview on what is open: {minus}.',
    'Too wide for me. {Plus}, but {minus}, and only one person saw that.',
    'I would ask again where two of them differ by two levels. {Minus}.',
    'Not yet. The part that matters was not assessed by half of them; {minus}.',
  ],
}

const DECISIONS: Record<VoteChoice, readonly string[]> = {
  hire: [
    'The calibrated score lies above the bar with its interval, and the votes agree. {Plus}.',
    'We hire. {Plus}. The first half-year has somebody beside them for what is open ({minus}).',
    'Above the bar whoever is left out. {Plus}, and no flag stands.',
  ],
  no_hire: [
    'Below the bar, also without the most severe interviewer. {Minus}.',
    'The votes agree. {Minus}, which at this seniority is expected from the first day.',
    'We thank the candidate for five good hours. {Minus}; the score moves by less than a tenth whichever profile is taken.',
    'Decided against a hire on the criteria with the largest weight: {minus}.',
  ],
  more_signal: [
    'One more interview, with somebody who has not met the candidate. Open is: {minus}.',
    'The panel is too small for the width that is left. {Plus}; {minus}. Another hour decides it.',
  ],
}

export const DISSENTS = [
  'I would have hired. The two lowest ratings come from one hour that began late, and the evidence under them is about the hour.',
  'I dissent: the bar was met on every criterion with a weight of three or more, and we let the others decide.',
]
export const RECUSAL = 'We worked in the same team until May and still cycle together on Sundays.'
export const RESOLUTIONS = [
  'Read both sentences against what the flag does not mean. The answer to the probe leaves no room; it stands.',
  'The wording reads worse than the scene: the interviewer confirms that the limit was heard once and not twice. It does not stand.',
  'Stands. The probe was asked in its words and the answer changes nothing.',
]
export const AMENDMENTS = [
  'I had given the level to the wrong anchor: the sentence came before my question, not after it.',
  'Found my paper notes of the last ten minutes, and they say more than I had remembered.',
  'The quotation belongs to the interview before this one. The level goes down with it.',
  'Read the anchors again with the calibration cases beside them.',
]
export const WITHDRAWAL = 'I mixed up two candidates of the same afternoon and cannot tell my notes apart any more.'

export const CLOSINGS = {
  hired: [
    'Accepted on the telephone and begins in three months.',
    'Accepted after a day; the contract is with the candidate.',
    'Accepted, with four days a week.',
  ],
  rejected: [
    'Told by telephone, with the two reasons that weighed most.',
    'Told in writing, as asked for; feedback offered for next week.',
    'Told by telephone. Would like to hear of the next opening at another level.',
  ],
  withdrawn: [
    'Took another offer before the last interview, and said so in a friendly mail.',
    'Stays where they are, after a counter-offer.',
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
      plus: plus.join(', and ') || 'holds the middle on every criterion',
      minus: minus.join(', and ') || 'leaves one criterion to a single pair of eyes',
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
