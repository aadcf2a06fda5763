export const LEVELS = [1, 2, 3, 4] as const
export type LevelNumber = (typeof LEVELS)[number]

/** What the four levels and "not assessed" are called in a form. */
export const LEVEL_CHOICES = ['1', '2', '3', '4', 'na'] as const
export type LevelChoice = (typeof LEVEL_CHOICES)[number]

export const RECOMMENDATIONS = ['strong_no', 'no', 'yes', 'strong_yes'] as const
export type Recommendation = (typeof RECOMMENDATIONS)[number]

export const recommendationLabels: Record<Recommendation, string> = {
  strong_no: 'Strong no',
  no: 'No',
  yes: 'Yes',
  strong_yes: 'Strong yes',
}

/** From here on two ratings of the same thing are said to differ: in a packet, and in the figure of its levels. */
const DISAGREEMENT_LEVELS = 2

/** Do raters differ whose lowest and highest level these are? */
export const isDisagreement = (low: number, high: number): boolean => high - low >= DISAGREEMENT_LEVELS

/** The level a choice stands for; null where it was not assessed. */
export const levelOf = (choice: LevelChoice): LevelNumber | null =>
  choice === 'na' ? null : (Number(choice) as LevelNumber)
