/**
 * The numerical engine: everything that computes with ratings and knows no database and no screens. Other modules import only
 * this file, and `ratings-file` where a file is read with Node. What each part does, its model and its accuracy: README.md.
 */

// The hiring model of the product: ratings of scorecards in, calibrated scores and severities out.
export { fitHiring } from './hiring/fit-hiring'
export { prepareHiring, type PreparedHiring } from './hiring/prepare-hiring'
export { finishHiring } from './hiring/finish-hiring'
export { readState } from './hiring/state'
export { updateOneApplication } from './hiring/update-one-application'
export { LEAST_IN_PERIOD, LEAST_INTERVIEWERS, LEAST_SCORECARDS } from './hiring/prompt-difficulty'
export { probabilityAboveBar } from './hiring/probability-above-bar'
export { severityOf } from './hiring/severity'
export { interval90, Z90 } from './interval'
export { hiringDiagnostics, type DiagnosticsInput, type HiringDiagnostics } from './hiring/diagnostics'
export { ordinalHiring, ordinalScores, type OrdinalScore } from './hiring/ordinal-hiring'
export {
  HIRING_MODEL,
  type HiringApplicationScore,
  type HiringComponent,
  type HiringComponentName,
  type HiringCriterionScore,
  type HiringFit,
  type HiringFitError,
  type HiringFitInput,
  type HiringFitResult,
  type HiringInterviewer,
  type HiringPromptDifficulty,
  type HiringRating,
  type HiringScorecardEffect,
  type HiringState,
  type HiringSteps,
  type HiringWarning,
  type OneApplicationInput,
} from './hiring/types'

// A model by formula over any ratings table, with the result document of the `calibrate` command.
export { columnsOf, type Formula } from './model/formula'
export { parseFormula } from './model/parse-formula'
export { buildDesign, columnKinds } from './model/design'
export { factorOf, isNumeric, type FactorColumn, type Table } from './model/table'
export {
  fitRatings,
  type FitRatingsError,
  type FitRatingsOptions,
  type FitRatingsRequest,
  type RatingsFit,
} from './ratings/fit-ratings'
export { finishRatings } from './ratings/finish-ratings'
export { fittedByExactPath, prepareRatings, jobWithCandidateQueries } from './ratings/prepare-ratings'
export type { PreparedRatings, RatingsAnswer, RatingsRequest } from './ratings/types'
export { CalibrationDocument, type Warning } from './ratings/document'
export { isOmittedPlot, reportPlots, type ReportPlots, type ResidualMap } from './ratings/report-plots'
export { LEVEL_ROLES, ROLES, type Role, type RoleColumns, type TermMeaning } from './ratings/roles'
export { gapInLevels, otherScale } from './ratings/mixed-scales'
export type { Costs } from './decision/expected-loss'

// Agreement between raters.
export { describeAgreement } from './agreement/describe-agreement'
export { AgreementDocument } from './agreement/document'
export type { Metric } from './agreement/krippendorff'

// Simulated datasets, for benchmarks, tests and accuracy tests.
export { Rng } from './probability/rng'
export { simulateRatings, TYPICAL_SD, type Scenario } from './simulation/simulate'
export { coverageTrial, WITHOUT_HALO, type Coverage } from './simulation/interval-coverage'
export { ALPHA_SCENARIOS, alphaCovered, populationAlpha } from './simulation/alpha-coverage'

// Fits as plain data, for worker threads; the engine itself starts no thread.
export { NotEstimable } from './mixed/mixed-fit'
export { solveMixed, type MixedAnswer, type MixedJob } from './mixed/fit-job'
export { runFitInThisThread, type FitAnswer, type FitTask, type OnStep, type RunFit } from './ratings/fit-task'
export type { CrossedData } from './mixed/iterative/crossed-workspace'
export { solveIterative, type IterativeAnswer, type IterativeJob } from './mixed/iterative/fit-job'
export { RowKernels, type RowTask } from './mixed/iterative/row-kernels'
export { sharedMemory, type WorkerPool, type TaskRunner } from './mixed/iterative/worker-pool'
export { solveOrdinal, type OrdinalAnswer, type OrdinalJob } from './ordinal/fit-job'
