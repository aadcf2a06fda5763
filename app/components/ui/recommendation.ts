/** The four answers to "should we hire", from the least to the most, and their words. */
export const recommendationWords = {
  strong_no: 'Strong no',
  no: 'No',
  yes: 'Yes',
  strong_yes: 'Strong yes',
} as const

export type RecommendationValue = keyof typeof recommendationWords

export const recommendations = Object.keys(recommendationWords) as RecommendationValue[]

export const recommendationOptions = recommendations.map((value) => ({ value, label: recommendationWords[value] }))
