import type { HiringComponentName } from '~/engine'
import { componentMeaning } from '../component-meaning'
import { candidateNumber } from '~/domain/candidate/name'
import type { PacketBody, SensitivityResult } from '~/domain/packet/body'
import type { PacketView, ScorecardView } from '~/domain/packet/packet-view'
import { count, difference, listed, score as scoreText } from '../format'

/** "Senior", "Staff"; a mid-level opening is called by its role alone. */
export const seniorityAndRole = ({ seniority, roleName }: { seniority: string; roleName: string }) =>
  seniority === 'mid' ? withinSentence(roleName) : `${seniority} ${withinSentence(roleName)}`

/** "research scientist", and "ML engineer" as it is. */
const withinSentence = (name: string) =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

export const candidateName = ({ candidate }: Pick<PacketView, 'candidate'>): string =>
  candidate.name?.words ?? candidateNumber(candidate.candidate)

export const packetQuestion = (view: Pick<PacketView, 'candidate' | 'job'>): string =>
  `Should we hire ${candidateName(view)} as ${seniorityAndRole(view.job)}?`

export const profileLabels: Record<string, string> = {
  'research-heavy': 'Research-heavy',
  balanced: 'Balanced',
  'production-heavy': 'Production-heavy',
}

export const componentLabel = (name: string): string =>
  (componentMeaning[name as HiringComponentName]?.name ?? name).toLowerCase()

export type StepRow = { label: string; change: number | null; now: number; why?: string }

const cents = (value: number) => Math.round(value * 100) / 100

/** The steps from the raw mean to the score, rounded where they stand, so that what is read adds up. */
export function stepRows(view: PacketView): StepRow[] {
  const { score } = view
  if (!score) return []
  const { severity, halo, shrinkage, other } = score.steps
  const rows: StepRow[] = [{ label: 'Raw mean', change: null, now: cents(score.rawMean), why: rawMeanWhy(view) }]
  let exact = score.rawMean
  for (const [label, change, why] of [
    ['Severity', severity, severityWhy(view)],
    ['Halo', halo, haloWhy(view.scorecards)],
    ['Shrinkage', shrinkage, `${count(score.ratings, 'rating')}: the estimate is moved towards the average`],
    ['Criterion weights', other, otherWhy(view)],
  ] as const) {
    const before = cents(exact)
    exact += change
    rows.push({ label, change: cents(cents(exact) - before), now: cents(exact), why })
  }
  return [...rows, { label: 'Score', change: null, now: cents(score.score) }]
}

const counted = (view: PacketView) => view.scorecards.filter(({ versions }) => versions.some(({ counts }) => counts))

const rawMeanWhy = (view: PacketView) =>
  `${count(view.score?.ratings ?? 0, 'rating')} from ${count(counted(view).length, 'scorecard')}`

const CLEAR = 0.2

/** Who was severe or lenient, of those whose severity may be named. */
function severityWhy(view: PacketView): string {
  const named = new Map(
    counted(view).flatMap(({ person, name, severity }) =>
      severity && name.words ? [[person, { name: name.words, levels: severity.levels }] as const] : [],
    ),
  )
  if (named.size === 0) return 'Corrected for; no severity is known well enough to be shown'
  const names = (test: (levels: number) => boolean) =>
    listed([...named.values()].filter(({ levels }) => test(levels)).map(({ name }) => name.split(' ').at(-1) ?? name))
  const severe = names((levels) => levels > CLEAR)
  const lenient = names((levels) => levels < -CLEAR)
  const parts = [
    severe && `${severe} ${severe.includes(' and ') ? 'rate' : 'rates'} lower than others`,
    lenient && `${lenient} ${lenient.includes(' and ') ? 'rate' : 'rates'} higher`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('; ') : 'These interviewers rate much as others would'
}

function haloWhy(scorecards: readonly ScorecardView[]): string {
  const moved = scorecards.flatMap(({ halo }) => (halo && Math.abs(halo.levels) >= 0.05 ? [halo.levels] : []))
  const [up, down] = [moved.filter((levels) => levels > 0).length, moved.filter((levels) => levels < 0).length]
  if (moved.length === 0) return 'No scorecard is high or low on all criteria'
  const parts = [up > 0 && `${count(up, 'scorecard')} rated higher than expected overall`, down > 0 && `${down} lower`]
  return (up > 0 ? parts : [`${count(down, 'scorecard')} low on all criteria`]).filter(Boolean).join(', ')
}

function otherWhy(view: PacketView): string {
  const profile = `Weights of the ${view.job.needProfile} need profile`
  return view.uncovered.length > 0
    ? `${profile}; ${count(view.uncovered.length, 'criterion', 'criteria')} not rated`
    : profile
}

/** How the score came about, as one sum that adds up as it is read, then the bar and the least certain criterion. */
export function packetAbstract(view: PacketView): string {
  const { score, job } = view
  if (!score) return 'There is no calibrated score yet.'
  const changes = stepRows(view)
    .filter(({ change }) => change !== null && change !== 0)
    .map(({ label, change }) => `${stepNames[label] ?? label.toLowerCase()} ${difference(change)}`)
  const sentences = [
    `Raw mean ${scoreText(score.rawMean, 2)}; ${changes.join(', ') || 'no correction'}: calibrated score ${scoreText(score.score, 2)}.`,
    `The bar is ${scoreText(job.bar)}.`,
    doubt(view),
  ]
  return sentences.filter(Boolean).join(' ')
}

const stepNames: Record<string, string> = { Severity: 'interviewer severity' }

/** The criterion with the most weight that the fewest have seen. */
function doubt(view: PacketView): string | null {
  const weighty = view.criteria.filter(({ weight }) => weight > 0)
  const worst = [...weighty].sort((a, b) => a.raters - b.raters || b.weight - a.weight)[0]
  if (!worst || worst.raters > 1) return null
  const who = worst.raters === 0 ? 'no one rated it' : 'one person rated it'
  return `The least certain criterion is ${worst.name.charAt(0).toLowerCase()}${worst.name.slice(1)}: ${who}.`
}

export function sensitivityLabel(flip: SensitivityResult, view: PacketView): string {
  switch (flip.kind) {
    case 'raw-mean':
      return 'Raw mean, not corrected'
    case 'without-person': {
      const person = view.people.find(({ person }) => person === flip.what)
      return `Without ${person?.name.words ?? 'one interviewer'}`
    }
    case 'need-profile':
      return `${profileLabels[String(flip.what)] ?? flip.what} weights`
    case 'criterion-lower':
      return `${view.criteria.find(({ criterion }) => criterion === flip.what)?.name ?? flip.what} one level lower`
    case 'bar':
      return `Bar at ${scoreText(Number(flip.what))}`
  }
}

/** What the decision rule says: hire if the probability of being above the bar is at least what the job asks for. */
export const ruleSaysHire = ({ score, job }: Pick<PacketBody, 'score' | 'job'>): boolean =>
  score !== null && score.probabilityAboveBar >= job.hireProbability

export const outcomeText = (hire: boolean) => (hire ? 'hire' : 'no hire')

/** What the table of flips adds up to. Some labels contain “and” or a comma, so semicolons part them. */
export function sensitivitySummary(view: PacketView): string {
  const stands = ruleSaysHire(view)
  const flipped = view.flips.filter(({ hire }) => hire !== stands)
  if (flipped.length === 0) return 'The decision rule gives the same answer in every row.'
  return `The answer changes in ${flipped.length} of ${view.flips.length} rows: ${flipped
    .map((flip) => {
      const label = sensitivityLabel(flip, view)
      return label.charAt(0).toLowerCase() + label.slice(1)
    })
    .join('; ')}.`
}

/** In the place of a run's number and counts, for a reader who is blind for another application. */
export const RUN_HIDDEN = 'Calibration run shown once you have submitted your scorecards'
