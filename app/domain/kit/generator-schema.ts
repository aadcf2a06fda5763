import * as z from 'zod'
import { list, name, oneOf, slug, text } from './shapes'

const decimals = z
  .number()
  .int('Expected whole decimals.')
  .min(0, 'Expected 0 or more decimals.')
  .max(9, 'Expected at most 9 decimals.')
const column = oneOf(
  z.string(),
  z.tuple([text(), decimals, text().optional()], 'Expected [formula, decimals] or [formula, decimals, condition].'),
  (value) => typeof value === 'string',
)

const computed = z.strictObject({
  every: z.number().positive('Expected hours above 0.'),
  count: z
    .number()
    .int('Expected a whole number.')
    .min(1, 'Expected at least one step.')
    .max(5000, 'Expected at most 5000 steps.'),
  start: z.number().optional(),
  by: z.array(name).optional(),
  columns: z.record(name, column),
})
const written = z.strictObject({
  rows: list(z.array(z.union([z.string(), z.number()], 'Expected a text or a number.'))),
})

/** What makes the exhibits of a prompt: seeded formulas over time and groups, with the fault said in words. */
export const generator = z.strictObject({
  seed: z.number().int('Expected a whole number.').min(0, 'Expected 0 or more.'),
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/, 'Expected a time such as 2026-06-01T00:00Z.'),
  fault: text(40),
  params: z.record(name, z.number()).optional(),
  groups: z.record(name, z.record(text(), z.record(name, z.number()))).optional(),
  series: z.record(name, text()).optional(),
  exhibits: z.record(
    slug,
    oneOf(written, computed, (value) => typeof value === 'object' && value !== null && 'rows' in value),
  ),
})

export type Generator = z.output<typeof generator>
