import type { Notebook } from './notebook'
import { cases } from './ml-product-manager/cases'
import { criteria } from './ml-product-manager/criteria'
import { flags } from './ml-product-manager/flags'
import { projects } from './ml-product-manager/projects'

/** Notes on candidates for an ML product manager at mid level. */
export const mlProductManager: Notebook = {
  projects,
  cases,
  criteria,
  flags,
}
