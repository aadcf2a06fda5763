/** How anchors are read; printed on every scorecard, the same for every kit. */
export const readingRule = [
  'Climb. Were the marked words of level 2 seen? Then those of 3? Then those of 4? Stop at the first no; a no at 2 is a 1.',
  'Something seen further up never makes up for a step that is missing. There are no half levels.',
  'If the interview never gave the chance, the rating is not assessed, not a 2.',
] as const
