import type { TermId } from '~/domain/glossary/glossary'
import type { HiringComponentName } from '~/engine'

/** Where ratings differ from: what it is called, and the entry of the glossary that says what it means. */
export const componentMeaning: Record<HiringComponentName, { name: string; term: TermId }> = {
  application: { name: 'Candidates', term: 'candidate-effect' },
  'application:criterion': { name: 'Candidate by criterion', term: 'candidate-by-criterion' },
  interviewer: { name: 'Severity', term: 'severity' },
  'interviewer:criterion': { name: 'Severity by criterion', term: 'severity-by-criterion' },
  scorecard: { name: 'Halo', term: 'halo' },
  residual: { name: 'Residual', term: 'residual' },
}
