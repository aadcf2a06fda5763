import { mustExist } from '~/domain/shared/must-exist'
import type { CalibrationDocument, ReportPlots } from '~/engine'

export type Mark = { name: string; at: number }

/** Everything on one vertical scale: that of the scores, or the latent one of an ordinal model. */
export type RulerData = {
  latent: boolean
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
 * A Wright map of the fitted model. null without candidates, who give it its scale.
 * @see Wright & Masters (1982), Rating Scale Analysis, MESA Press
 */
export function rulerData(
  document: CalibrationDocument,
  plots: Pick<ReportPlots, 'roles' | 'meanings'>,
): RulerData | null {
  const latent = document.model.family === 'ordinal'
  const candidates = latent ? latentCandidates(document, plots) : document.candidates?.map(({ score }) => score)
  if (!candidates || candidates.length === 0) return null
  const { criterion } = plots.roles
  const centre = latent ? 0 : mean(candidates)
  const missing: string[] = []
  const ease = criterion === undefined ? null : criteriaEase(document, criterion)
  if (criterion === undefined) missing.push('no column says what was rated')
  else if (ease === null) missing.push('the model gives the criteria no effects of their own')
  if (document.interviewers === null) missing.push('the model has no interviewer term')
  const middle = mean((ease ?? []).map(({ ease }) => ease))
  return {
    latent,
    candidates,
    interviewers: (document.interviewers ?? []).map(({ interviewer, severity }) => ({
      name: interviewer,
      at: centre + severity,
    })),
    criteria: (ease ?? []).map(({ name, ease }) => ({ name, at: centre - (ease - middle) })),
    // Where a candidate stands who passes it as often as not, with an average interviewer on an average criterion.
    thresholds: (document.thresholds ?? []).flatMap(({ threshold, estimate }) =>
      estimate === null ? [] : [{ name: threshold, at: estimate - middle }],
    ),
    centre,
    missing,
  }
}

/** The candidates' own effects, in the units of the thresholds. */
function latentCandidates({ effects }: CalibrationDocument, { meanings }: Pick<ReportPlots, 'meanings'>) {
  const term = Object.keys(meanings).find((name) => meanings[name] === 'candidate')
  return term === undefined ? null : effects[term]?.map(({ estimate }) => estimate)
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
      const last = mustExist(runs.at(-1), 'last run')
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
    for (let i = 0; i < count; i++)
      out[mustExist(order[next++], 'label of the run').at] = middle + (i - (count - 1) / 2) * gap
  return out
}
