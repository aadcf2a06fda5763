import type { Costs } from '../decision/expected-loss'
import type { MixedAnswer, MixedJob } from '../mixed/fit-job'
import type { Design } from '../model/design'
import type { Formula } from '../model/formula'
import type { Table } from '../model/table'
import type { CandidateCombinations, CompositePlan } from './composite'
import type { DroppedTerm } from './distinguishable'
import type { CalibrationDocument, Warning } from './document'
import type { RoleColumns } from './roles'

/** Request for a ratings file, checked as far as it can be without the file. */
export interface RatingsRequest {
  score: string
  roles: RoleColumns
  formula: Formula | null
  estimator: 'reml' | 'ml'
  prior: 'none' | 'hiring'
  scale: readonly [number, number]
  /** Criteria in the composite; null: all, equally. */
  weights: ReadonlyMap<string, number> | null
  bar: number | null
  costs: Costs
  seed: number
  allEffects: boolean
}

export interface RatingsError {
  code: 'PRIOR_UNKNOWN_TERM' | 'UNKNOWN_CRITERION' | 'NO_CRITERION_COLUMN' | 'OFF_SCALE'
  message: string
}

/** A request laid out over a table: `job` is the numeric work, plain data for `solveMixed` here or in a thread. */
export interface PreparedRatings {
  job: MixedJob
  request: RatingsRequest
  table: Table
  design: Design
  formula: Formula
  dropped: DroppedTerm[]
  weights: ReadonlyMap<number, number>
  composite: CompositePlan | null
  warnings: Warning[]
}

/** What a finished document needs of a fit, exact or iterative. */
export interface FittedRatings extends Omit<
  MixedAnswer,
  'groups' | 'minusTwoLogLik' | 'columns' | 'objective' | 'priorWeight' | 'effects' | 'fixed'
> {
  minusTwoLogLik: number | null
  path: 'exact' | 'iterative'
  samplingError: number | null
  fixed: MixedAnswer['fixed']
  /** Effects of a term, or null where they are too many to work out. */
  effects: (term: number) => MixedAnswer['effects'][number] | null
  /** Joint posterior of the i-th candidate's combinations; null where it cannot be had. */
  group: (i: number, combinations: CandidateCombinations) => MixedAnswer['groups'][number] | null
}

/** The result document without what only its command knows: the file and the times. */
export type RatingsAnswer = Omit<CalibrationDocument, 'schema' | 'input' | 'timings'>

/** What every family's answer says of its random terms: variance per term, and each term's effects. */
export type FittedTerms = Pick<FittedRatings, 'variances' | 'standardErrors' | 'effects' | 'residuals' | 'rowShares'>

/** Variances by what they mean in the hiring model; 0 for a term the model does not have. */
export interface MeaningVariances {
  candidate: number
  'candidate:criterion': number
  interview: number
  interviewer: number
  'interviewer:criterion': number
  residual: number
}

/** Tests of drift and of differential severity; null where they were not made. */
export interface RatingsDiagnostics {
  drift: CalibrationDocument['drift']
  differential: CalibrationDocument['differential']
}
