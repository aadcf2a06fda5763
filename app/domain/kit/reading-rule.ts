/** How anchors are read; printed on every scorecard, the same for every kit. */
export const readingRule = [
  'Start at level 2: were its marked words seen? Then those of level 3? Then those of level 4? Stop at the first no; a no at level 2 is a 1.',
  'Evidence for a higher level does not make up for a lower one that is missing. There are no half levels.',
  'If the interview gave no chance to see it, the rating is “not assessed”, not 2.',
] as const
