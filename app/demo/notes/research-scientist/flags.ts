import type { Notebook } from '../notebook'

/** Red flags found in candidates for a research scientist. */
export const flags: Notebook['flags'] = [
  {
    flag: 'chooses-on-reported-data',
    interview: 'publication-review',
    evidence:
      'The checkpoint was the best of twelve on the test part, in two papers. “Everybody in that benchmark does it, the validation part is too small.” No sentence in either paper says so.',
    probe:
      'Which data decided? “The test part.” Where does a reader learn it? “They would not mind.” Would do it again.',
  },
  {
    flag: 'dismisses-engineering',
    interview: 'business-problem',
    evidence:
      'The limit was read out and repeated: “Then they need better machines. I do not design for a phone from 2015.”',
    probe:
      'No engineer free for three months: “Then the project waits three months.” The method stayed, nothing was asked about the limit.',
  },
  {
    flag: 'works-against-others',
    interview: 'research-deep-dive',
    evidence:
      'Kept the failed ablation from the engineer who was building on it, “he would only have started a discussion”. It came out in the review, six weeks later.',
    probe: 'As the engineer would tell it: “He would say that I should have told him. He takes everything personally.”',
  },
]
