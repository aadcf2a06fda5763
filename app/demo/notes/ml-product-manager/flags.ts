import type { Notebook } from '../notebook'

/** Red flags found in candidates for an ML product manager. */
export const flags: Notebook['flags'] = [
  {
    flag: 'over-commits',
    interview: 'technical-discussion',
    evidence:
      'Told that a loan of June is known next June, still wanted to write that no more loans go bad. “They will have forgotten the sentence by then.”',
    probe:
      'Which of what you were told could stop that? “All of it, in theory.” Do they know? “They did not ask.” The promise stayed as it was.',
  },
  {
    flag: 'picks-the-figure',
    interview: 'metrics',
    evidence:
      'Saw that first-time buyers fell and that clicks rose. For the report to the board: “Clicks. The other one we look at internally.”',
    probe:
      'If they find the other figure tomorrow? “Then I explain the segments.” Would leave it out of the report all the same.',
  },
  {
    flag: 'stakeholders-badly-handled',
    interview: 'stakeholder-scenario',
    evidence:
      'Told research that the graph comes first and partnerships that it is off the table, eight minutes apart, with the same “you have my word”.',
    probe: 'All three at one table: “Each of them heard what they needed to hear.” The contradiction was defended.',
  },
]
