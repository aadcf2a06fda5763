import type { HiringComponentName } from '~/engine'

/** Where ratings differ from, in words: a name and what it means. */
export const componentMeaning: Record<HiringComponentName, { name: string; means: string }> = {
  application: { name: 'Candidates', means: 'They differ from one another: what the interviews are there to find.' },
  'application:criterion': {
    name: 'Strengths and weaknesses',
    means: 'One candidate is better at this criterion than at that.',
  },
  interviewer: { name: 'Severity', means: 'Some interviewers rate everybody lower or higher than others would.' },
  'interviewer:criterion': {
    name: 'Severity on single criteria',
    means: 'An interviewer is stricter about one criterion than about another.',
  },
  scorecard: { name: 'Halo', means: 'The ratings of one scorecard move up or down together.' },
  residual: { name: 'Everything else', means: 'What no pattern explains: the hour, the question, chance.' },
}
