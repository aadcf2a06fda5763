import type { CalibrationDocument } from '~/domain/calibration/ratings/document'
import type { ReportPlots } from '~/domain/calibration/ratings/report-plots'

export type Mark = { name: string; at: number }

/** Everything on one vertical scale, in the units of the scores. */
export type RulerData = {
  candidates: number[]
  /** Where a candidate stands who would get the average score from this interviewer: the average plus the severity. */
  interviewers: Mark[]
  /** Harder criteria stand higher, likewise. */
  criteria: Mark[]
  thresholds: Mark[]
  /** Average score of the candidates. */
  centre: number
  missing: string[]
}

/**
 * A Wright map of the fitted model. null without candidate scores, which give it its scale.
 * @see Wright & Masters (1982), Rating Scale Analysis, MESA Press
 */
export function rulerData(document: CalibrationDocument, { roles }: Pick<ReportPlots, 'roles'>): RulerData | null {
  const { candidates } = document
  if (!candidates || candidates.length === 0) return null
  const scores = candidates.map(({ score }) => score)
  const centre = mean(scores)
  const missing: string[] = []
  const ease = roles.criterion === undefined ? null : criteriaEase(document, roles.criterion)
  if (roles.criterion === undefined) missing.push('no column says what was rated')
  else if (ease === null) missing.push('the model gives the criteria no effects of their own')
  const interviewers = document.interviewers ?? []
  if (document.interviewers === null) missing.push('the model has no interviewer term')
  const middle = mean((ease ?? []).map(({ ease }) => ease))
  return {
    candidates: scores,
    interviewers: interviewers.map(({ interviewer, severity }) => ({ name: interviewer, at: centre + severity })),
    criteria: (ease ?? []).map(({ name, ease }) => ({ name, at: centre - (ease - middle) })),
    thresholds: (document.thresholds ?? []).map(({ threshold, estimate }) => ({ name: threshold, at: estimate })),
    centre,
    missing,
  }
}

/** How high each criterion is scored, from its fixed or random effects; null where the model tells them in neither way alone. */
function criteriaEase({ fixedEffects, effects, weights }: CalibrationDocument, column: string) {
  const drawn = effects[column]
  if (drawn) return drawn.map(({ level, estimate }) => ({ name: level, ease: estimate }))
  const prefix = `${column}[`
  const own = fixedEffects.filter(({ term }) => term.startsWith(prefix) && term.endsWith(']') && !term.includes(']:'))
  const crossed = fixedEffects.some(
    ({ term }) => term.includes(`:${prefix}`) || (term.startsWith(prefix) && term.includes(']:')),
  )
  if (own.length === 0 || crossed) return null
  const found = new Map(own.map(({ term, estimate }) => [term.slice(prefix.length, -1), estimate]))
  // The base level has no effect of its own; the weights name every criterion of the composite.
  const names = [...new Set([...Object.keys(weights), ...found.keys()])]
  const bases = names.filter((name) => !found.has(name))
  if (bases.length > 1 || [...found.values()].includes(null)) return null
  return names.map((name) => ({ name, ease: found.get(name) ?? 0 }))
}

const mean = (values: readonly number[]) => values.reduce((s, x) => s + x, 0) / Math.max(1, values.length)

/** Heights of labels that keep `gap` between them and move as little as they can, inside [top, foot]. */
export function apartLabels(wanted: readonly number[], gap: number, top: number, foot: number): number[] {
  const order = wanted.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y || a.at - b.at)
  // Runs of labels that touch are moved as one, so that each run stays centred on what it names.
  const runs: { from: number; count: number; middle: number }[] = []
  for (const { y } of order) {
    runs.push({ from: 0, count: 1, middle: y })
    for (;;) {
      const last = runs.at(-1)!
      const size = (last.count - 1) * gap
      last.middle = Math.min(Math.max(last.middle, top + size / 2), Math.max(top + size / 2, foot - size / 2))
      const before = runs.at(-2)
      if (!before) break
      const room = last.middle - before.middle - ((last.count + before.count) * gap) / 2
      if (room >= -1e-9) break
      runs.pop()
      before.middle = (before.middle * before.count + last.middle * last.count) / (before.count + last.count)
      before.count += last.count
    }
  }
  const out: number[] = Array.from({ length: wanted.length }, () => 0)
  let next = 0
  for (const { count, middle } of runs)
    for (let i = 0; i < count; i++) out[order[next++]!.at] = middle + (i - (count - 1) / 2) * gap
  return out
}
