import * as z from 'zod/mini'

const number = z.nullable(z.number())
const icc = z.strictObject({
  type: z.enum(['ICC1', 'ICC2', 'ICC3', 'ICC1k', 'ICC2k', 'ICC3k']),
  estimate: number,
  lower: number,
  upper: number,
  f: number,
  df1: number,
  df2: number,
  p: number,
})

/** What `npm run agreement` prints. Every output is checked against it; what is not estimable is null with a warning. */
export const AgreementDocument = z.strictObject({
  schema: z.literal('assay.agreement/1'),
  input: z.strictObject({ units: z.int(), raters: z.int(), values: z.int(), sha256: z.string() }),
  metric: z.enum(['nominal', 'ordinal', 'interval', 'ratio']),
  icc: z.array(icc),
  krippendorffAlpha: z.strictObject({ value: number, lower: number, upper: number }),
  kappa: z.array(
    z.strictObject({ a: z.string(), b: z.string(), n: z.int(), plain: number, linear: number, quadratic: number }),
  ),
  exact: z.strictObject({ value: number, pairs: z.int() }),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})

export type AgreementDocument = z.infer<typeof AgreementDocument>
