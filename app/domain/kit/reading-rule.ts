/** The rules by which a rating is made, the same in all kits; `rubrics/README.md` has them for authors. */
export const ratingRules = [
  {
    title: 'Climb',
    text: 'Begin at level 2. Did you observe the behaviour in bold there? Then the one at level 3? Then the one at level 4? Stop at the first no: the level is the last one with a yes, and a no at level 2 is a 1. Evidence for a higher level does not make up for a lower one that is missing. There are no half levels.',
  },
  {
    title: 'Not assessed',
    text: 'Choose “not assessed”, not 2, if the question that gives the chance was not asked, or not in time, and the behaviour was not shown anyway. This holds at every step: with level 3 shown and the question for level 4 left out, it is “not assessed”, and your note says “at least 3”. Only a question that the criterion names gives the chance; leaving out another follow-up changes nothing. If an earlier no has already decided the level, that level stands.',
  },
  {
    title: 'Hints and slips',
    text: 'What a hint of the guide gave away is no longer the candidate’s own. A slip of the interviewer (asked too early, a hint given away, half of a question) never counts against the candidate: treat that question as not asked. A question is half asked if the words that ask for the behaviour are missing; other words that still ask for it will do.',
  },
  {
    title: 'Contradictions',
    text: 'A later statement that takes back an earlier one counts instead of it. If two statements contradict each other and neither was taken back, ask once “Which of the two?”. If you did not ask, the later one counts.',
  },
  {
    title: 'Figures',
    text: 'An estimated figure counts within a factor of 1.5 of the check sheet’s, or the factor that the sheet states. A figure read from a page counts if it is right after rounding. A wrong figure counts as soon as somebody corrects it, unless the criterion is that very sum.',
  },
  {
    title: 'Self-correction',
    text: 'Candidates who correct themselves are rated by the correction, whenever it comes before the end.',
  },
  {
    title: 'Volunteered or asked',
    text: 'What is volunteered and what is said in answer to an open question asked of everybody count the same, except where a criterion says that volunteering is the competence. It may be said at any time, and the same words may show several things; what can only be inferred does not count.',
  },
] as const
