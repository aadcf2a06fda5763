import type { PageHelp } from './help'

/** Help of the pages on which candidates are decided and interviewers' ratings are examined. */
export const committeePages = {
  committee: {
    purpose: 'The packets before the committee: those that need your vote, those in progress, and those decided.',
    acts: ['Read a packet and vote on it.', 'Read earlier packets and their decisions.'],
    terms: ['packet', 'sealed-vote', 'quorum', 'override'],
  },
  'packets.$packetId': {
    purpose: 'One candidate’s packet, as it was frozen for the committee, with votes and decision.',
    acts: [
      'Read the score and the evidence behind it.',
      'Voters: seal your vote with reasons; once the votes are revealed, read them, resolve critical red flags, and vote again if you wish.',
      'Voters: record the decision, or add a dissent. You can also recuse yourself, or print the packet.',
    ],
    figures: [
      'The first line shows how the raw mean becomes the calibrated score, one correction after the other; the figures add up.',
      'Sensitivity shows whether the decision rule would say something else under other assumptions.',
    ],
    terms: [
      'calibrated-score',
      'interval',
      'chance-above-bar',
      'decision-rule',
      'severity',
      'halo',
      'shrinkage',
      'reliability',
    ],
  },
  calibration: {
    purpose: 'How certain the scores are, and how each interviewer rates compared with others.',
    acts: [
      'See who is severe or lenient. Scores are already corrected for it, so no one needs to rate differently.',
      'Look for drift, for interviewers who use few levels, and for groups that have no candidate in common.',
    ],
    figures: [
      'Dots are estimates, lines their 90 % intervals. A line that crosses 0 may be chance.',
      'Severity is in levels: +0.30 means 0.3 of a level lower than others would rate.',
    ],
    terms: [
      'run',
      'reliability',
      'severity',
      'halo',
      'variance-component',
      'assumed',
      'drift',
      'connectedness',
      'ordinal-model',
    ],
  },
  glossary: {
    purpose: 'What the words on the pages of Assay mean.',
    acts: ['Choose a word. Words with a dotted line on other pages lead here too.'],
  },
} as const satisfies Record<string, PageHelp>
