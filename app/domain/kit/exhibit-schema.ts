import * as z from 'zod'
import { line, list, name, slug, text } from './shapes'

/** Rows that share `x` and `by` are added up; `per` divides that sum by the sum of another column. */
export const chart = z.strictObject({
  title: text(3),
  x: text(),
  y: list(text()),
  per: text().optional(),
  by: text().optional(),
  kind: z.enum(['line', 'bar']).optional(),
  axis: z.tuple([z.number(), z.number()], 'Expected [lowest, highest].').optional(),
})

export const exhibit = z.strictObject({
  id: slug,
  name: line(3),
  asked_as: text(5).optional(),
  rows: text(3),
  columns: z.record(name, text()),
  charts: z.array(chart).optional(),
  shows: text(10),
  hides: text(10),
})
