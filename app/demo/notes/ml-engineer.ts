import type { Notebook } from './notebook'
import { designCases } from './ml-engineer/cases/design'
import { practiceCases } from './ml-engineer/cases/practice'
import { designCriteria } from './ml-engineer/criteria/design'
import { practiceCriteria } from './ml-engineer/criteria/practice'
import { flags } from './ml-engineer/flags'
import { projects } from './ml-engineer/projects'

/** Notes on candidates for a senior ML engineer. */
export const mlEngineer: Notebook = {
  projects,
  cases: { ...designCases, ...practiceCases },
  criteria: { ...designCriteria, ...practiceCriteria },
  flags,
}
