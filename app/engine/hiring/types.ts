/**
 * What a calibration run takes and gives. A rating is what a person gave; a score is what the model estimates.
 * Everything here is plain data: it survives structured cloning (worker threads) and JSON (rows, packets).
 */

/** Version of the model, stored with every run: a change that moves a figure gets a new one. */
export const HIRING_MODEL = 'hiring-mixed/1'

/** One rating that enters a fit: one criterion of one scorecard version written blind. */
export interface HiringRating {
  applicationId: number
  interviewerId: number
  scorecardId: number
  /** `kit/criterion`, the same over versions of a kit. */
  criterion: string
  /** The rated level, a number on `scale`. "Not assessed" is no rating: leave the row out. */
  level: number
  /** Kit (role) id; seniority is a fixed effect within it. */
  role: string
  seniority: string
  /** Stage of the interview (such as screen or onsite), or null where the loop has none. */
  stage: string | null
  /** Month of the interview ("2026-11"), for the diagnostics; no score depends on it. */
  period?: string
  /** `kit/prompt` of the prompt in use that rates this criterion, for its difficulty; no score depends on it. */
  prompt?: string
}

export interface HiringFitInput {
  ratings: readonly HiringRating[]
  /** Weights of criteria (`kit/criterion`) in one application's composite; any positive sum. Missing: equal over the criteria of its role in the data. */
  weightsByApplication?: Readonly<Record<number, Readonly<Record<string, number>>>>
  /** Lowest and highest level; default [1, 4]. */
  scale?: readonly [min: number, max: number]
  /** Recorded with the result. The exact path draws nothing, so it changes no figure there. */
  seed?: number
}

export type HiringComponentName =
  'application' | 'scorecard' | 'application:criterion' | 'interviewer' | 'interviewer:criterion' | 'residual'

export interface HiringComponent {
  name: HiringComponentName
  variance: number
  /** Standard error from the curvature of -2 log posterior; null where it is flat. */
  se: number | null
  /** Number of levels (for the residual: ratings). */
  levels: number
  /** Weight of the prior in this variance, between 0 and 1. */
  priorWeight: number
  /** True while the prior has more than half of the weight. */
  assumed: boolean
}

export interface HiringInterviewer {
  interviewerId: number
  /** Ratings given. */
  n: number
  /** Positive: rates lower than others would. In levels. */
  severity: number
  sd: number
  /** Whether the data say enough to report this person's severity (its posterior variance is at most half of its prior variance). */
  reported: boolean
}

/** How the raw mean becomes the score; the five add up to the score exactly. In levels. */
export interface HiringSteps {
  rawMean: number
  /** What is added for the severity of the interviewers. */
  severity: number
  /** What is added because the ratings of one scorecard share a halo. */
  halo: number
  /** What is added because single ratings are noisy and the mean is drawn to what is usual. */
  shrinkage: number
  /** Weights, criteria nobody scored and stages standing at their mean. */
  other: number
}

export interface HiringCriterionScore {
  criterion: string
  score: number
  sd: number
  lower: number
  upper: number
  /** Interviewers who rated this criterion for this application; 0: the estimate rests on the others. */
  raters: number
}

export interface HiringApplicationScore {
  applicationId: number
  /** Ratings used. */
  n: number
  rawMean: number
  score: number
  sd: number
  /** 90 % interval. */
  lower: number
  upper: number
  /** Share of the score's variance that is the application's own; between 0 and 1. */
  reliability: number
  bar: number
  probabilityAboveBar: number
  steps: HiringSteps
  /** Criteria with weight, in code-point order. */
  criteria: HiringCriterionScore[]
}

export interface HiringScorecardEffect {
  scorecardId: number
  /** Estimated halo in levels. */
  halo: number
  /** Standardised: beyond 2.5 in size it is an outlying interview. null where its spread is not estimable. */
  z: number | null
}

/** How the ratings of one prompt, in one period or (null) in all, differ from what the model expects of them. In levels. */
export interface HiringPromptDifficulty {
  prompt: string
  /** Quarter such as "2026-Q4"; null: all of its ratings. */
  period: string | null
  ratings: number
  scorecards: number
  /** Mean conditional residual and its standard error. */
  residual: number
  residualSe: number
  /** The same as an effect on a rating, not shrunk: what the model would have to add to expect these ratings. */
  effect: number
  effectSe: number
  /** Two-sided, normal; q: Benjamini-Hochberg, over the prompts as a whole and over their periods separately. */
  p: number
  q: number
}

/** What stays fixed between two fits, so that one application can be brought up to date at once. Plain JSON. */
export interface HiringState {
  modelVersion: string
  scale: [min: number, max: number]
  variances: Record<HiringComponentName, number>
  /** Per criterion: mean and its posterior variance. */
  criteria: Record<string, { mean: number; variance: number }>
  /** Other fixed effects by column name (`role/seniority`, `stage/name`), and the mean of the stage columns. */
  fixed: Record<string, { estimate: number; variance: number; mean: number; ownValue: boolean }>
  interviewers: Record<
    string,
    { severity: number; variance: number; byCriterion: Record<string, { severity: number; variance: number }> }
  >
  /** Mean of criteria not seen in the fit. */
  newCriterion: { mean: number; variance: number }
}

export interface HiringWarning {
  code: string
  message: string
}

export interface HiringFit {
  modelVersion: string
  seed: number
  /** Terms in the model, and what was left out. */
  terms: HiringComponentName[]
  components: HiringComponent[]
  interviewers: HiringInterviewer[]
  applications: HiringApplicationScore[]
  scorecards: HiringScorecardEffect[]
  /** Prompts with enough ratings, by prompt; of each first all its ratings, then its periods in order. */
  prompts: HiringPromptDifficulty[]
  /** Minimised value: -2 log posterior of the variances, up to a constant. */
  objective: number
  converged: boolean
  iterations: number
  warnings: HiringWarning[]
  state: HiringState
}

/** Why no fit was made. `NO_RATINGS`: nothing to fit. `LEVEL_OUTSIDE_SCALE`: a level lies outside the scale. */
export type HiringFitError = { code: 'NO_RATINGS'; message: string } | { code: 'LEVEL_OUTSIDE_SCALE'; message: string }

export type HiringFitResult = { ok: true; value: HiringFit } | { ok: false; error: HiringFitError }

/** Input of `updateOneApplication`: all ratings of one application that count now, with its weights and bar. */
export interface OneApplicationInput {
  applicationId: number
  /** All ratings of this application that count now. */
  ratings: readonly HiringRating[]
  weights?: Readonly<Record<string, number>>
  bar?: number
}
