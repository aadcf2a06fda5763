/** An ordered set of words for ratings, worst first, as people and hiring products use them. */
export interface LevelSet {
  name: string
  levels: readonly string[]
}

/** Where the words of a table fit several sets, the first is offered. */
export const LEVEL_SETS: readonly LevelSet[] = [
  { name: 'recommendation', levels: ['Strong No', 'No', 'Yes', 'Strong Yes'] },
  { name: 'recommendation-mixed', levels: ['Strong No', 'No', 'Mixed', 'Yes', 'Strong Yes'] },
  { name: 'greenhouse', levels: ['Definitely Not', 'No', 'Yes', 'Strong Yes'] },
  { name: 'greenhouse-mixed', levels: ['Definitely Not', 'No', 'Mixed', 'Yes', 'Strong Yes'] },
  { name: 'hire', levels: ['Strong No Hire', 'No Hire', 'Hire', 'Strong Hire'] },
  {
    name: 'hire-leaning',
    levels: ['Strong No Hire', 'No Hire', 'Lean No Hire', 'Lean Hire', 'Hire', 'Strong Hire'],
  },
  { name: 'leaning', levels: ['Strong No', 'No', 'Lean No', 'Lean Yes', 'Yes', 'Strong Yes'] },
  { name: 'quality', levels: ['Poor', 'Fair', 'Good', 'Very Good', 'Excellent'] },
  { name: 'quality-average', levels: ['Very Poor', 'Poor', 'Average', 'Good', 'Excellent'] },
  {
    name: 'likert',
    levels: ['Strongly Disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly Agree'],
  },
  {
    name: 'likert-neither',
    levels: ['Strongly Disagree', 'Disagree', 'Neither Agree nor Disagree', 'Agree', 'Strongly Agree'],
  },
  { name: 'expectations', levels: ['Below Expectations', 'Meets Expectations', 'Exceeds Expectations'] },
  {
    name: 'expectations-partly',
    levels: [
      'Does Not Meet Expectations',
      'Partially Meets Expectations',
      'Meets Expectations',
      'Exceeds Expectations',
    ],
  },
  { name: 'amount', levels: ['Very Low', 'Low', 'Medium', 'High', 'Very High'] },
  { name: 'frequency', levels: ['Never', 'Rarely', 'Sometimes', 'Often', 'Always'] },
]

/** Answers that give no rating. They are missing unless they are named as a level. */
const NO_RATING = new Set(['no decision', 'not assessed', 'not rated', 'not applicable', 'no rating', 'no score'])

/** A word as it is compared with a level: case and the number of spaces make no difference. */
export const levelKey = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

export const givesNoRating = (text: string): boolean => NO_RATING.has(levelKey(text))

/** The first known set that holds all these words; undefined if none does. */
export function levelSetOf(words: readonly string[]): LevelSet | undefined {
  return LEVEL_SETS.find(({ levels }) => {
    const keys = new Set(levels.map(levelKey))
    return words.every((word) => keys.has(levelKey(word)))
  })
}

/** Words that each begin with another number, such as 1 - Poor, in the order of these numbers; undefined for other words. */
export function numberedLevels(words: readonly string[]): readonly string[] | undefined {
  const numbered = [...new Set(words)].map((word) => ({
    word,
    number: Number(/^\d+(?=\D)/.exec(word)?.[0] ?? Number.NaN),
  }))
  const numbers = new Set(numbered.map(({ number }) => number))
  if (numbered.length < 2 || numbers.has(Number.NaN) || numbers.size < numbered.length) return undefined
  if (words.some((word) => word.includes(','))) return undefined
  return numbered.sort((a, b) => a.number - b.number).map(({ word }) => word)
}
