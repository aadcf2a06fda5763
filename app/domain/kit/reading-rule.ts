/** How anchors are read; printed on every scorecard, the same for every kit. */
export const readingRule = [
  'Did you observe the behaviour in bold at level 2? Then the one at level 3? Then the one at level 4? The level is the last one with a yes; a no at level 2 is a 1.',
  'Evidence for a higher level does not make up for a lower one that is missing. There are no half levels.',
  'If the interview gave no chance to see it, the rating is “not assessed”, not 2.',
] as const
