import { cholesky, forwardSolve, backSolve } from '../linear-algebra/dense'
import { normalCdf, Z90 } from '../probability/normal'
import { DEFAULT_BAR } from './fit-hiring'
import type { HiringApplicationScore, HiringRating, HiringState, OneApplicationInput } from './types'

/**
 * Score of one application from all its ratings, with everything about other people held as the last fit left it: variances,
 * criteria's means and severities. Takes microseconds; the next whole fit replaces it. Severities keep their posterior
 * variance but count as independent of one another, so the interval differs slightly from the whole fit's.
 * @throws Error when there is no rating: an application without ratings has no score.
 */
export function updateOneApplication(state: HiringState, input: OneApplicationInput): HiringApplicationScore {
  const { ratings } = input
  if (ratings.length === 0) throw new Error('an application without ratings has no score')
  const v = state.variances
  const weights = criteriaOf(input)
  const names = [...new Set([...weights.map((w) => w.name), ...ratings.map((r) => r.criterion)])].sort()
  const cards = [...new Set(ratings.map((r) => r.scorecardId))]
  const at = new Map(names.map((name, k) => [name, 1 + k]))
  const cardAt = new Map(cards.map((id, k) => [id, 1 + names.length + k]))
  const m = 1 + names.length + cards.length
  const priorVariance = Float64Array.from({ length: m }, (_, i) =>
    i === 0 ? v.application : i <= names.length ? v['application:criterion'] : v.scorecard,
  )

  // Effects of this application given their prior and the ratings less what is known: (Z'Z/s2 + 1/prior) u = Z'r/s2, scaled.
  const root = priorVariance.map(Math.sqrt)
  const a = new Float64Array(m * m)
  const u = new Float64Array(m)
  for (const r of ratings) {
    const rest = r.level - fixedPart(state, r) - leniency(state, r).mean
    const on = [0, at.get(r.criterion)!, cardAt.get(r.scorecardId)!]
    for (const i of on) {
      u[i] += (root[i] * rest) / v.residual
      for (const j of on) a[i * m + j] += (root[i] * root[j]) / v.residual
    }
  }
  for (let i = 0; i < m; i++) a[i * m + i] += 1
  cholesky(a, m)
  forwardSolve(a, m, u)
  backSolve(a, m, u)
  for (let i = 0; i < m; i++) u[i] *= root[i]

  const forms = [...weights.map((w) => [w]), weights].map((group) => formOf(group, at, m, root, a))
  const own = ownFixed(state, ratings[0])
  const means = weights.map(
    (w) => (state.criteria[w.name] ?? state.newCriterion).mean + own + u[0] + u[at.get(w.name)!],
  )
  const score = weights.reduce((s, w, k) => s + w.weight * means[k], 0)
  const sds = forms.map((f, k) =>
    Math.sqrt(f.variance + borrowed(state, ratings, f, k < weights.length ? [weights[k]] : weights)),
  )
  const sd = sds[weights.length]
  const total = v.application + v['application:criterion'] * weights.reduce((s, w) => s + w.weight ** 2, 0)
  const bar = input.bar ?? DEFAULT_BAR
  const count = ratings.length
  const rawMean = ratings.reduce((s, r) => s + r.level, 0) / count
  const severity = -ratings.reduce((s, r) => s + leniency(state, r).mean, 0) / count
  const halo = -ratings.reduce((s, r) => s + u[cardAt.get(r.scorecardId)!], 0) / count
  const shrinkage =
    -ratings.reduce(
      (s, r) =>
        s +
        r.level -
        fixedPart(state, r) -
        leniency(state, r).mean -
        u[0] -
        u[at.get(r.criterion)!] -
        u[cardAt.get(r.scorecardId)!],
      0,
    ) / count
  return {
    applicationId: input.applicationId,
    n: count,
    rawMean,
    score,
    sd,
    lower: score - Z90 * sd,
    upper: score + Z90 * sd,
    reliability: Math.min(1, Math.max(0, 1 - forms[weights.length].variance / total)),
    bar,
    probabilityAboveBar: normalCdf((score - bar) / sd),
    steps: { rawMean, severity, halo, shrinkage, other: score - rawMean - severity - halo - shrinkage },
    criteria: weights.map((w, k) => ({
      criterion: w.name,
      score: means[k],
      sd: sds[k],
      lower: means[k] - Z90 * sds[k],
      upper: means[k] + Z90 * sds[k],
      raters: new Set(ratings.filter((r) => r.criterion === w.name).map((r) => r.interviewerId)).size,
    })),
  }
}

interface Weight {
  name: string
  weight: number
}

function criteriaOf({ weights, ratings }: OneApplicationInput): Weight[] {
  const list = weights
    ? Object.entries(weights).filter(([, w]) => w > 0)
    : [...new Set(ratings.map((r) => r.criterion))].map((name): [string, number] => [name, 1])
  const total = list.reduce((s, [, w]) => s + w, 0)
  return list.map(([name, w]) => ({ name, weight: w / total })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Variance of a weighted sum of this application's effects, and how the sum leans on each rating. */
function formOf(
  group: readonly Weight[],
  at: Map<string, number>,
  m: number,
  root: Float64Array,
  factor: Float64Array,
) {
  const sum = group.reduce((s, w) => s + w.weight, 0)
  const l = new Float64Array(m)
  l[0] = root[0]
  for (const w of group) l[at.get(w.name)!] += (root[at.get(w.name)!] * w.weight) / sum
  forwardSolve(factor, m, l)
  const variance = l.reduce((s, x) => s + x * x, 0)
  backSolve(factor, m, l)
  return { variance, pull: l.map((x, i) => x * root[i]), at }
}

/** Variance that comes from not knowing criteria's means and severities exactly. */
function borrowed(
  state: HiringState,
  ratings: readonly HiringRating[],
  form: ReturnType<typeof formOf>,
  group: readonly Weight[],
): number {
  const sum = group.reduce((s, w) => s + w.weight, 0)
  const coefficient = new Map<string, { c: number; variance: number }>()
  const add = (key: string, c: number, variance: number) => {
    const before = coefficient.get(key)
    coefficient.set(key, { c: (before?.c ?? 0) + c, variance })
  }
  for (const w of group) add(`mu ${w.name}`, w.weight / sum, (state.criteria[w.name] ?? state.newCriterion).variance)
  // Each rating enters with (pull of its effects) / s2; a shift of its known part moves the sum by minus that much.
  const cards = [...new Set(ratings.map((r) => r.scorecardId))]
  const names = form.at.size
  for (const r of ratings) {
    const share =
      (form.pull[0] + form.pull[form.at.get(r.criterion)!] + form.pull[1 + names + cards.indexOf(r.scorecardId)]) /
      state.variances.residual
    const known = leniency(state, r)
    add(`mu ${r.criterion}`, -share, (state.criteria[r.criterion] ?? state.newCriterion).variance)
    add(`b ${r.interviewerId}`, -share, known.commonVariance)
    add(`psi ${r.interviewerId} ${r.criterion}`, -share, known.criterionVariance)
  }
  let s = 0
  for (const { c, variance } of coefficient.values()) s += c * c * variance
  return s
}

/** An interviewer not in the fit counts as average, with the spread of all interviewers. */
function leniency(state: HiringState, r: HiringRating) {
  const person = state.interviewers[r.interviewerId]
  const own = person?.byCriterion[r.criterion]
  return {
    mean: (person?.leniency ?? 0) + (own?.leniency ?? 0),
    commonVariance: person?.variance ?? state.variances.interviewer,
    criterionVariance: own?.variance ?? state.variances['interviewer:criterion'],
  }
}

function fixedPart(state: HiringState, r: HiringRating): number {
  let x = (state.criteria[r.criterion] ?? state.newCriterion).mean
  x += state.fixed[`${r.role}/${r.seniority}`]?.estimate ?? 0
  if (r.stage !== null) x += state.fixed[`stage/${r.stage}`]?.estimate ?? 0
  return x
}

/** Fixed part besides the criteria in a score: own seniority, stages at their mean. */
function ownFixed(state: HiringState, r: HiringRating): number {
  let x = 0
  for (const [name, f] of Object.entries(state.fixed)) {
    if (!f.ownValue) x += f.estimate * f.mean
    else if (name === `${r.role}/${r.seniority}`) x += f.estimate
  }
  return x
}
