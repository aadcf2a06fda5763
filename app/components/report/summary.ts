import { type CalibrationDocument, isOmittedPlot, type ReportPlots, type TermMeaning } from '~/engine'
import { Z90 } from '~/engine/interval'
import { count, figure, listed, percent, share, whole } from '../format'
import { median } from '~/domain/shared/median'
import { mustExist } from '~/domain/shared/must-exist'

export type Summary = { fitted: string[]; supported: string[]; facts: { figure: string; words: string }[] }

export const termMeanings: Record<TermMeaning, string> = {
  candidate: 'Candidates',
  interview: 'Halo of one interview',
  'candidate:criterion': 'Candidate by criterion',
  interviewer: 'Severity of interviewers',
  'interviewer:criterion': 'Severity by criterion',
}

/** Whether the data have settled at least half of what was unknown about an effect. */
export const settled = (sd: number | null, variance: number | null | undefined) =>
  sd !== null && typeof variance === 'number' && variance > 0 && 1 - sd ** 2 / variance >= 0.5

/** Variance of what a single rating owes to chance: the residual's, or that of the latent scale, which is fixed by its link. */
export function noiseOf({ model, varianceComponents }: CalibrationDocument): number | null {
  if (model.family === 'ordinal') return model.link === 'logit' ? Math.PI ** 2 / 3 : 1
  return varianceComponents.residual?.variance ?? null
}

const half = (text: string) => text.replace(/^0\./, '.')
const levels = (value: number) => half(value.toFixed(2))

/** Parts of the variance of single ratings. A slope's variance is in other units, so it is none of them. */
export function varianceParts(document: CalibrationDocument): { name: string; variance: number; se: number | null }[] {
  const parts = Object.entries(document.varianceComponents).flatMap(([name, { variance, se }]) =>
    variance === null || name.startsWith('0 + ') ? [] : [{ name, variance, se }],
  )
  const noise = noiseOf(document)
  return document.model.family === 'ordinal' && noise !== null
    ? [...parts, { name: 'Noise of the latent scale', variance: noise, se: null }]
    : parts
}

/** What was fitted and what the data support, in sentences, and the four figures to know first. */
export function summarise(document: CalibrationDocument, plots: ReportPlots): Summary {
  return { fitted: fitted(document), supported: supported(document, plots), facts: facts(document, plots) }
}

function fitted(d: CalibrationDocument): string[] {
  const { model, input, criterion } = d
  const of = [
    d.candidates && count(d.candidates.length, 'candidate'),
    d.interviewers && count(d.interviewers.length, 'interviewer'),
    Object.keys(d.weights).length > 0 && count(Object.keys(d.weights).length, 'criterion', 'criteria'),
  ].filter((text): text is string => typeof text === 'string')
  const family =
    model.family === 'gaussian'
      ? 'a linear mixed model'
      : `a cumulative ${model.link} mixed model (ordered levels, Laplace approximation)`
  const how =
    model.family === 'gaussian'
      ? ` by ${model.estimator === 'reml' ? 'restricted maximum likelihood (REML)' : 'maximum likelihood (ML)'}`
      : ''
  const lines = [
    `${whole(input.used)} ratings${of.length > 0 ? ` (${listed(of)})` : ''} were fitted with ${family}${how}, on the ${model.path} path${
      model.prior === 'hiring' ? ', with the hiring prior' : ''
    }.`,
  ]
  if (input.skipped.count > 0)
    lines.push(
      `${whole(input.skipped.count)} of ${whole(input.rows)} rows were skipped because a required cell was blank.`,
    )
  lines.push(
    d.convergence.converged
      ? `The fit converged after ${count(d.convergence.iterations, 'step')}${
          criterion.value === null
            ? ''
            : `; ${criterion.name.replace('-2', '\u22122')} is ${criterion.value.toFixed(3).replace('-', '\u2212')}`
        }.`
      : 'The fit did not converge: treat every figure as provisional.',
  )
  if (d.convergence.samplingError !== null)
    lines.push(
      `The variances are estimated with random draws; their largest relative sampling error is ${percent(d.convergence.samplingError, 2)}.`,
    )
  return lines
}

function supported(d: CalibrationDocument, plots: ReportPlots): string[] {
  const lines: string[] = []
  const variance = (meaning: TermMeaning) => {
    const term = Object.keys(plots.meanings).find((name) => plots.meanings[name] === meaning)
    return term === undefined ? null : (d.varianceComponents[term]?.variance ?? null)
  }
  if (d.candidates) {
    const own = variance('candidate')
    const width = median(d.candidates.map(({ sd }) => sd))
    if (d.model.family === 'ordinal' && width !== null)
      lines.push(
        `The middle candidate’s score is known to within \u00b1${levels(Z90 * width)} (90\u00a0% interval). Variances, severities and thresholds are on the latent scale of the ${d.model.link} link, scores on the scale of the ratings.`,
      )
    else if (own !== null && own > 0 && width !== null)
      lines.push(
        `Candidates differ with a standard deviation of ${levels(Math.sqrt(own))}; the middle candidate’s score is known to within \u00b1${levels(Z90 * width)} (90\u00a0% interval).`,
      )
    else if (own === 0) lines.push('Candidates do not differ by more than chance: the scores do not rank them.')
    if (d.bar !== null) lines.push(aboveBar(d, d.bar))
  }
  if (d.interviewers) {
    const b = variance('interviewer')
    const clear = d.interviewers.filter(({ severity, sd }) => sd !== null && Math.abs(severity) > Z90 * sd)
    if (b !== null && b > 0)
      lines.push(
        `Interviewers’ severities spread with a standard deviation of ${levels(Math.sqrt(b))}. Of ${count(d.interviewers.length, 'interviewer')}, ${
          clear.length === 0 ? 'none' : whole(clear.length)
        } differ clearly from the average (90\u00a0% interval clear of 0).${d.candidates ? ' Scores are corrected for this.' : ''}`,
      )
    else if (b === 0) lines.push('Interviewers do not differ in severity by more than chance.')
  }
  const halo = variance('interview')
  const noise = noiseOf(d)
  if (halo !== null && noise !== null && halo + noise > 0)
    lines.push(
      `Ratings of one interview share a halo: it accounts for ${percent(halo / (halo + noise))} of the variance of a single rating that is due to the interview and chance, so the criteria of one interview are not independent.`,
    )
  if (d.reliability) {
    const { single, panel } = d.reliability
    const last = panel.at(-1)
    if (single.corrected !== null && last)
      lines.push(
        `One interview has a reliability of ${share(single.corrected)} once severity is removed (${share(single.uncorrected)} without); a panel of ${last.raters} has ${share(last.corrected)}.`,
      )
  }
  lines.push(...connected(d, plots), ...audited(d))
  return lines.length > 0 ? lines : [largestParts(d)]
}

/** For models without the roles of hiring. */
function largestParts(document: CalibrationDocument): string {
  const parts = varianceParts(document)
  const total = parts.reduce((s, { variance }) => s + variance, 0)
  const shares = parts
    .sort((a, b) => b.variance - a.variance)
    .map(({ name, variance }) => `${percent(variance / total)} ${name}`)
  return `Variance not explained by fixed effects: ${listed(shares)}.`
}

function aboveBar(d: CalibrationDocument, bar: number): string {
  const chances = mustExist(d.candidates, 'list of candidates').flatMap(({ probabilityAboveBar: p }) =>
    p === null ? [] : [p],
  )
  const above = chances.filter((p) => p >= 0.9).length
  const below = chances.filter((p) => p <= 0.1).length
  return `At the bar of ${figure(bar, 1)}, ${count(above, 'candidate')} ${above === 1 ? 'is' : 'are'} above and ${whole(below)} below with a probability of 0.90 or more; for ${whole(chances.length - above - below)} it is uncertain.`
}

function connected(d: CalibrationDocument, { graph }: ReportPlots): string[] {
  if (!d.linking) return []
  if (d.linking.components > 1)
    return [
      `Candidates and interviewers fall into ${d.linking.components} groups that have no candidate in common: severities and scores of different groups can be compared only by assuming that their candidates are equally good on average.`,
    ]
  const only = isOmittedPlot(graph) ? 0 : graph.edges.filter((edge) => edge.only).length
  return [
    only > 0
      ? `All interviewers are connected through common candidates, but ${count(only, 'pair')} of them ${only === 1 ? 'is' : 'are'} the only connection between two groups.`
      : 'All interviewers are connected through common candidates, so their severities can be compared.',
  ]
}

function audited(d: CalibrationDocument): string[] {
  const flagged = (rows: readonly { interviewer: string; q: number | null }[]) =>
    listed([...new Set(rows.filter(({ q }) => q !== null && q <= 0.05).map(({ interviewer }) => interviewer))])
  const lines: string[] = []
  if (d.drift && d.drift.length > 0) {
    const who = flagged(d.drift)
    lines.push(
      `Drift over time was tested for ${count(d.drift.length, 'interviewer')}: ${who ? `significant for ${who}` : 'none is significant'} after correction for multiple testing (false discovery rate 0.05).`,
    )
  }
  if (d.differential && d.differential.length > 0) {
    const who = flagged(d.differential)
    lines.push(
      `Differences between groups of candidates were tested in ${count(d.differential.length, 'pair')} of interviewer and group: ${who ? `significant for ${who}` : 'none is significant'} after correction for multiple testing.`,
    )
  }
  return lines
}

function facts(d: CalibrationDocument, plots: ReportPlots): Summary['facts'] {
  const out: Summary['facts'] = []
  const total = varianceParts(d).reduce((s, { variance }) => s + variance, 0)
  const part = (meaning: TermMeaning) => {
    const term = Object.keys(plots.meanings).find((name) => plots.meanings[name] === meaning)
    const v = term === undefined ? null : d.varianceComponents[term]?.variance
    return typeof v === 'number' && total > 0 ? percent(v / total) : null
  }
  const middle = median((d.candidates ?? []).flatMap(({ reliability }) => reliability ?? []))
  if (middle !== null) out.push({ figure: share(middle), words: 'reliability of the median candidate’s score' })
  const own = part('candidate')
  if (own) out.push({ figure: own, words: 'of the variance is between candidates' })
  const severity = part('interviewer')
  if (severity) out.push({ figure: severity, words: 'of the variance is interviewer severity' })
  const halo = part('interview')
  if (halo) out.push({ figure: halo, words: 'of the variance is halo, shared by the ratings of one interview' })
  return out
}
