import type { HiringComponentName } from '~/engine'
import { componentMeaning } from '../calibration-words'
import { candidateNumber } from '~/domain/candidate/name'
import type { PacketBody, PacketFlip } from '~/domain/packet/body'
import type { PacketView, ScorecardView } from '~/domain/packet/packet-view'
import { chance, count, difference, listed, score as scoreText } from '../format'

/** "Senior", "Staff"; a mid-level opening is called by its role alone. */
export const grade = ({ seniority, roleName }: { seniority: string; roleName: string }) =>
  seniority === 'mid' ? withinSentence(roleName) : `${seniority} ${withinSentence(roleName)}`

/** "research scientist", and "ML engineer" as it is. */
const withinSentence = (name: string) =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

export const candidateOf = ({ candidate }: Pick<PacketView, 'candidate'>): string =>
  candidate.name?.words ?? candidateNumber(candidate.candidate)

export const question = (view: Pick<PacketView, 'candidate' | 'job'>): string =>
  `Should we hire ${candidateOf(view)} as ${grade(view.job)}?`

export const profileWords: Record<string, string> = {
  'research-heavy': 'Research-heavy',
  balanced: 'Balanced',
  'production-heavy': 'Production-heavy',
}

export const componentWord = (name: string): string =>
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
    ['Shrinkage', shrinkage, `${count(score.ratings, 'rating')}, drawn towards what is usual`],
    ['Other', other, otherWhy(view)],
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
  if (named.size === 0) return 'Who judged is allowed for; nobody’s severity is sure enough to be named'
  const names = (test: (levels: number) => boolean) =>
    listed([...named.values()].filter(({ levels }) => test(levels)).map(({ name }) => name.split(' ').at(-1) ?? name))
  const severe = names((levels) => levels > CLEAR)
  const lenient = names((levels) => levels < -CLEAR)
  const parts = [
    severe && `${severe} ${severe.includes(' and ') ? 'rate' : 'rates'} lower than others`,
    lenient && `${lenient} ${lenient.includes(' and ') ? 'rate' : 'rates'} higher`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('; ') : 'Those who judged rate much as others would'
}

function haloWhy(scorecards: readonly ScorecardView[]): string {
  const moved = scorecards.flatMap(({ halo }) => (halo && Math.abs(halo.levels) >= 0.05 ? [halo.levels] : []))
  const [up, down] = [moved.filter((levels) => levels > 0).length, moved.filter((levels) => levels < 0).length]
  if (moved.length === 0) return 'No scorecard stands out as a whole'
  const parts = [up > 0 && `${count(up, 'scorecard')} stood high as a whole`, down > 0 && `${down} low`]
  return (up > 0 ? parts : [`${count(down, 'scorecard')} stood low as a whole`]).filter(Boolean).join(', ')
}

function otherWhy(view: PacketView): string {
  const profile = `Weights of a ${view.job.needProfile} need`
  return view.unseen.length > 0
    ? `${profile}; ${count(view.unseen.length, 'criterion', 'criteria')} nobody rated`
    : profile
}

/** The finding in sentences. */
export function abstract(view: PacketView): string {
  const { score, job } = view
  if (!score) return 'There is no calibrated score yet.'
  const steps = stepRows(view).filter(({ change }) => change !== null && change !== 0)
  const names: Record<string, string> = {
    Severity: 'who judged',
    Halo: 'halo',
    Shrinkage: 'shrinkage',
    Other: 'the mix of weights',
  }
  const moves = steps.map(({ label, change }, at) => {
    const verb = change! > 0 ? 'adds' : 'takes'
    return `${at === 0 ? capital(names[label]!) : names[label]} ${verb} ${difference(Math.abs(change!)).slice(1)}`
  })
  const sentences = [
    `The raw mean is ${scoreText(score.rawMean, 2)}.`,
    moves.length > 0
      ? `${listed(moves)}, which gives ${scoreText(score.score, 2)}; the bar is ${scoreText(job.bar)}.`
      : `Nothing is added to it; the bar is ${scoreText(job.bar)}.`,
    doubt(view),
  ]
  return sentences.filter(Boolean).join(' ')
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The criterion with the most weight that the fewest have seen. */
function doubt(view: PacketView): string | null {
  const weighty = view.criteria.filter(({ weight }) => weight > 0)
  const worst = [...weighty].sort((a, b) => a.raters - b.raters || b.weight - a.weight)[0]
  if (!worst || worst.raters > 1) return null
  const who = worst.raters === 0 ? 'nobody rated it' : 'one person saw it'
  return `The biggest doubt is ${worst.name.charAt(0).toLowerCase()}${worst.name.slice(1)}: ${who}.`
}

export function flipLabel(flip: PacketFlip, view: PacketView): string {
  switch (flip.kind) {
    case 'raw-mean':
      return 'No correction at all'
    case 'without-person': {
      const person = view.people.find(({ person }) => person === flip.what)
      return `Without ${person?.name.words ?? 'one interviewer'}`
    }
    case 'need-profile':
      return `${profileWords[String(flip.what)] ?? flip.what} weights`
    case 'criterion-lower':
      return `${view.criteria.find(({ criterion }) => criterion === flip.what)?.name ?? flip.what} one level lower`
    case 'bar':
      return `Bar at ${scoreText(Number(flip.what))}`
  }
}

/** What the rule says as it stands. */
export const ruleSaysHire = ({ score, job }: Pick<PacketBody, 'score' | 'job'>): boolean =>
  score !== null && score.probabilityAboveBar >= job.hireProbability

export const verdict = (hire: boolean) => (hire ? 'hire' : 'do not hire')

/** What the table of flips adds up to. */
export function flipSummary(view: PacketView): string {
  const stands = ruleSaysHire(view)
  const flipped = view.flips.filter(({ hire }) => hire !== stands)
  if (flipped.length === 0) return 'The verdict by the rule holds in every row.'
  return `It changes in ${flipped.length} of ${view.flips.length} rows: ${listed(
    flipped.map((flip) => {
      const label = flipLabel(flip, view)
      return label.charAt(0).toLowerCase() + label.slice(1)
    }),
  )}.`
}

export const ruleWords = (view: Pick<PacketView, 'job'>) => `the rule asks for ${chance(view.job.hireProbability)}`

/** In the place of a run's number and counts, for a reader who is blind for another application. */
export const RUN_CLOSED = 'Calibration run shown once you have submitted your scorecards'
