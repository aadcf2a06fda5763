import * as z from 'zod/mini'

const number = z.number()
const estimate = z.nullable(z.number())
const count = z.int()
const list = <T extends z.ZodMiniType>(item: T) => z.nullable(z.array(item))

export const warning = z.object({ code: z.string(), message: z.string() })
export type Warning = z.infer<typeof warning>

const candidate = z.object({
  candidate: z.string(),
  n: count,
  rawMean: number,
  score: number,
  sd: number,
  lower: number,
  upper: number,
  reliability: estimate,
  probabilityAboveBar: estimate,
  evsi: z.nullable(z.object({ zeroOne: estimate, linear: estimate })),
})

const measure = z.object({
  facet: z.string(),
  level: z.string(),
  measure: number,
  se: estimate,
  infit: estimate,
  infitZ: estimate,
  outfit: estimate,
  outfitZ: estimate,
})

/** What `calibrate` writes. Intervals are 90 %; what cannot be estimated is null and has a warning. */
export const CalibrationDocument = z.strictObject({
  schema: z.literal('assay.calibration/1'),
  input: z.object({
    rows: count,
    used: count,
    skipped: z.object({ count, first: z.array(z.object({ line: count, reason: z.string() })) }),
    sha256: z.string(),
  }),
  model: z.object({
    formula: z.string(),
    family: z.enum(['gaussian', 'ordinal']),
    link: z.enum(['identity', 'logit', 'probit']),
    estimator: z.enum(['reml', 'ml']),
    prior: z.enum(['none', 'hiring']),
    path: z.enum(['exact', 'iterative']),
    seed: count,
    terms: z.array(z.string()),
  }),
  criterion: z.object({ name: z.enum(['-2 log REML', '-2 log L', '-2 log L (Laplace)']), value: estimate }),
  varianceComponents: z.record(z.string(), z.object({ variance: estimate, se: estimate, levels: count })),
  fixedEffects: z.array(z.object({ term: z.string(), estimate, se: estimate })),
  effects: z.record(z.string(), z.array(z.object({ level: z.string(), estimate: number, sd: estimate }))),
  thresholds: list(z.object({ threshold: z.string(), estimate, se: estimate })),
  candidates: list(candidate),
  bar: estimate,
  costs: z.object({ fp: number, fn: number }),
  weights: z.record(z.string(), number),
  interviewers: list(
    z.object({
      interviewer: z.string(),
      n: count,
      severity: number,
      sd: estimate,
      scaleUse: estimate,
      noise: estimate,
    }),
  ),
  scorecards: list(z.object({ level: z.string(), z: estimate })),
  linking: z.nullable(
    z.object({
      components: count,
      sizes: z.array(z.object({ candidates: count, interviewers: count })),
      contrasts: z.array(z.object({ a: z.string(), b: z.string(), variance: estimate })),
    }),
  ),
  drift: list(z.object({ interviewer: z.string(), slope: estimate, t: estimate, p: estimate, q: estimate })),
  differential: list(
    z.object({ interviewer: z.string(), group: z.string(), estimate, t: estimate, p: estimate, q: estimate }),
  ),
  rasch: z.nullable(
    z.object({
      logLik: number,
      measures: z.array(measure),
      separation: z.record(z.string(), estimate),
      reliability: z.record(z.string(), estimate),
      agreement: z.object({ observed: estimate, expected: estimate }),
    }),
  ),
  reliability: z.nullable(
    z.object({
      single: z.object({ corrected: estimate, uncorrected: estimate }),
      panel: z.array(z.object({ raters: count, corrected: estimate, uncorrected: estimate })),
    }),
  ),
  warnings: z.array(warning),
  convergence: z.object({ iterations: count, converged: z.boolean(), samplingError: estimate }),
  timings: z.object({ readMs: number, fitMs: number, totalMs: number }),
})
export type CalibrationDocument = z.infer<typeof CalibrationDocument>
