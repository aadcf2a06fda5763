/**
 * The numerical engine: everything that computes with ratings and knows no database and no screens. Other rooms import only
 * this file, and `ratings-file` where a file is read with Node. What each part does, its model and its accuracy: README.md.
 */

// The hiring model of the application: ratings of scorecards in, calibrated scores and severities out.
export { fitHiring, prepareHiring, finishHiring, HIRING_MODEL, type PreparedHiring } from './hiring/fit-hiring'
export { updateOneApplication } from './hiring/update-one-application'
export { probabilityAboveBar } from './hiring/probability-above-bar'
export { hiringDiagnostics, type DiagnosticsInput, type HiringDiagnostics } from './hiring/diagnostics'
export { ordinalHiring, ordinalScores, type OrdinalScore } from './hiring/ordinal-hiring'
export type {
  HiringApplicationScore,
  HiringComponent,
  HiringComponentName,
  HiringCriterionScore,
  HiringFit,
  HiringFitError,
  HiringFitInput,
  HiringFitResult,
  HiringInterviewer,
  HiringRating,
  HiringScorecardEffect,
  HiringState,
  HiringSteps,
  HiringWarning,
  OneApplicationInput,
} from './hiring/types'

// A model by formula over any ratings table, with the result document of the `calibrate` command.
export { parseFormula, columnsOf, type Formula } from './model/formula'
export { buildDesign, columnKinds } from './model/design'
export { factorOf, isNumeric, type FactorColumn, type Table } from './model/table'
export {
  exactly,
  finishRatings,
  prepareRatings,
  withQuestions,
  type FittedRatings,
  type PreparedRatings,
  type RatingsAnswer,
  type RatingsRequest,
} from './ratings/calibrate-ratings'
export { candidateBlockForms, groupOf } from './ratings/candidate-combinations'
export { auditFit } from './ratings/diagnostics'
export { CalibrationDocument, type Warning } from './ratings/document'
export type { FittedTerms } from './ratings/document-parts'
export { duplicateRatings } from './ratings/duplicate-ratings'
export { asOrdinal, finishOrdinal, ordinalJob, ordinalTerms } from './ratings/ordinal-ratings'
export { raschLayer } from './ratings/rasch-layer'
export { isLeftOut, reportPlots, type ReportPlots, type ResidualMap } from './ratings/report-plots'
export { LEVEL_ROLES, ROLES, type Role, type RoleColumns, type TermMeaning } from './ratings/roles'
export { disagreements, sensitivityWarning } from './ratings/sensitivity'
export type { Costs } from './decision/expected-loss'

// Agreement between raters.
export { describeAgreement } from './agreement/describe-agreement'
export { AgreementDocument } from './agreement/document'
export type { Metric } from './agreement/krippendorff'

// Simulated datasets, for benchmarks, tests and the gates of accuracy.
export { Rng } from './probability/rng'
export { simulateSeason, USUAL_SD, type Season } from './simulation/simulate'
export { madeUpSeason, WITHOUT_HALO, type Judged } from './simulation/interval-coverage'

// Fits as plain data, for worker threads; the engine itself starts no thread.
export { NotEstimable } from './mixed/ai-reml'
export { planElimination, type Plan } from './mixed/block-elimination'
export { solveMixed, type MixedAnswer, type MixedJob } from './mixed/fit-job'
export { unpackForms } from './mixed/iterative/approximate-posterior'
export type { OuterData } from './mixed/iterative/crossed-workspace'
export { iterativeRefusal } from './mixed/iterative/fit-iterative'
export { solveIterative, type IterativeAnswer, type IterativeJob } from './mixed/iterative/fit-job'
export { Kernels, type Task } from './mixed/iterative/row-kernels'
export { sharedMemory, type Crew, type Hand } from './mixed/iterative/worker-pool'
export { solveOrdinal, type OrdinalAnswer, type OrdinalJob } from './ordinal/fit-job'
export { OrdinalNotEstimable } from './ordinal/problem'
