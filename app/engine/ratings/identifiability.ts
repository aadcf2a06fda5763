import { confounding, confoundingWarnings, type Confounding } from '../diagnostics/confounding'
import { factorNamed } from '../model/table'
import type { Warning } from './document'
import type { PreparedRatings } from './types'

export interface Identifiability {
  /** The candidates' effects also hold halo or severity, which nothing tells apart from them. */
  sharesEffect: boolean
  /** Whether the reliability of an interview and of panels can be told. */
  panel: boolean
  warnings: Warning[]
}

/**
 * What the design of these ratings can tell of candidates and interviewers, and sentences on what it cannot. A prior keeps all
 * of it defined, and the sentences say that it does. A model whose candidates have no effect of their own has nothing to tell.
 */
export function identifiability({ table, request, composite }: PreparedRatings): Identifiability {
  const { roles, formula } = request
  const priors = request.prior === 'hiring'
  if (composite === null) return { sharesEffect: false, panel: true, warnings: [] }
  if (roles.interviewer === undefined)
    // A formula that has no interviewers says that they do not matter; without one that is simply not known.
    return { sharesEffect: false, panel: priors || formula !== null, warnings: [] }
  const found: Confounding = confounding(
    factorNamed(table, roles.candidate).codes,
    factorNamed(table, roles.interviewer).codes,
    roles.scorecard === undefined ? null : factorNamed(table, roles.scorecard).codes,
  )
  const shares = found.haloInCandidate || found.severityInCandidate
  return {
    sharesEffect: shares && !priors,
    panel: priors || !(shares || found.oneInterviewer),
    warnings: confoundingWarnings(found, priors),
  }
}
