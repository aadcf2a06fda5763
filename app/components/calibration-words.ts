import type { HiringComponentName } from '~/engine'

/** Where ratings differ from, in words: a name and what it means. */
export const componentMeaning: Record<HiringComponentName, { name: string; means: string }> = {
  application: {
    name: 'Candidates',
    means: 'How much candidates differ from one another: what interviews should measure.',
  },
  'application:criterion': {
    name: 'Candidate by criterion',
    means: 'Strengths and weaknesses: a candidate is better on one criterion than on another.',
  },
  interviewer: { name: 'Severity', means: 'Some interviewers rate every candidate lower or higher than others would.' },
  'interviewer:criterion': {
    name: 'Severity by criterion',
    means: 'An interviewer is stricter about one criterion than about another.',
  },
  scorecard: { name: 'Halo', means: 'The ratings of one scorecard move up or down together.' },
  residual: {
    name: 'Residual',
    means: 'What nothing else in the model explains, such as the question asked, or chance.',
  },
}
