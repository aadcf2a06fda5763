import type { Notebook } from './notebook'
import { cases } from './research-scientist/cases'
import { researchCriteria } from './research-scientist/criteria/research'
import { businessCriteria } from './research-scientist/criteria/business'
import { flags } from './research-scientist/flags'
import { projects } from './research-scientist/projects'

/** Notes on candidates for a staff research scientist. */
export const researchScientist: Notebook = {
  projects,
  cases,
  criteria: { ...researchCriteria, ...businessCriteria },
  flags,
}
