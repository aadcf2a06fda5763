import type { SlipKind } from '../scorecard/slips'
import type {
  Level,
  PacketBody,
  PacketCriterion,
  PacketFlag,
  PacketInterview,
  PacketRating,
  PacketScorecard,
  PacketVersion,
  TextRef,
} from './body'
import { interval90 } from '~/engine'
import { nothingCounts } from '../calibration/no-score'
import type { Evidence } from '../scorecard/evidence'
import { currentVersion, shownVersion } from '../scorecard/versions'

/** A person's words, or the day on which they were erased. */
export type ErasableText = { words: string; erasedOn: null } | { words: null; erasedOn: string }

/** The evidence of a rating, or the day on which it was erased. */
export type ErasableEvidence = { evidence: Evidence; erasedOn: null } | { evidence: null; erasedOn: string }

export type RatingView = Omit<PacketRating, 'words'> & { words: ErasableEvidence | null }
export type FlagView = Omit<PacketFlag, 'evidence' | 'probe'> & { evidence: ErasableText; probe: ErasableText | null }
export type VersionView = Omit<PacketVersion, 'because' | 'reason' | 'ratings' | 'flags'> & {
  because: ErasableText | null
  reason: ErasableText | null
  ratings: RatingView[]
  flags: FlagView[]
}

export interface ScorecardView {
  scorecard: number
  person: number
  name: ErasableText
  /** With its 90 % interval. */
  severity: { levels: number; lower: number; upper: number } | null
  interview: number
  interviewName: string
  /** Criteria it was planned to rate. */
  focus: string[]
  startsAt: string | null
  shadow: boolean
  state: 'submitted' | 'withdrawn' | 'missing'
  halo: { levels: number; z: number | null } | null
  /** The version whose levels are shown: the one that counts, else the current one. */
  shown: VersionView | null
  /** A later version than the shown one. */
  later: VersionView | null
  versions: VersionView[]
}

export interface RaisedFlag extends FlagView {
  scorecard: number
  by: ErasableText
  interviewName: string
}

export interface NotAssessed {
  criterion: string
  by: ErasableText
  interviewName: string
  why: ErasableEvidence | null
  slips?: SlipKind[]
}

export interface DisagreementView {
  interview: number
  interviewName: string
  criterion: string
  criterionName: string
  sides: {
    scorecard: number
    name: ErasableText
    level: Level
    severity: number | null
    evidence: ErasableEvidence | null
    anchor: string
    slips?: SlipKind[]
  }[]
}

export interface PacketView extends Pick<
  PacketBody,
  'number' | 'application' | 'job' | 'kit' | 'run' | 'score' | 'criteria' | 'flips'
> {
  frozenAt: string
  /** The run's own facts are kept from this reader, who is blind for another application. */
  runWithheld: boolean
  /** What keeps every submitted scorecard out of the score; null where one counts or none was submitted. */
  nothingCounts: string | null
  /** The name is null where it is kept back from this reader. */
  candidate: { candidate: number; name: ErasableText | null }
  people: { person: number; name: ErasableText; severity: { levels: number; sd: number } | null }[]
  scorecards: ScorecardView[]
  /** Shadow scorecards: outside every figure. */
  shadows: ScorecardView[]
  disagreements: DisagreementView[]
  flags: RaisedFlag[]
  notAssessed: NotAssessed[]
  /** Criteria with weight that no counted rating covers. */
  uncovered: { criterion: string; name: string; mustHave: boolean; planned: boolean }[]
}

/**
 * The same packet for a reader who is blind for another application: the run's number, time, counts and hash tell that
 * somebody has submitted; the figures of this application may move (design.md, rule 3).
 */
export const withoutRun = (view: PacketView): PacketView => ({ ...view, run: null, runWithheld: true })

/** The same packet for a reader from whom the candidate's name is hidden (`~/domain/candidate/name`). */
export const withoutName = (view: PacketView): PacketView => ({ ...view, candidate: { ...view.candidate, name: null } })

export interface TextReader {
  /** The words of a text, or when they were erased. */
  words: (ref: TextRef) => ErasableText
  evidence: (ref: TextRef) => ErasableEvidence
  /** A moment as the reader's zone writes it. */
  moment: (iso: string) => string
}

/** Builds the view of the frozen body from the texts that are left. Nothing here reads what came after the freeze. */
export function packetView(body: PacketBody, texts: TextReader): PacketView {
  const { words, moment } = texts
  const people = body.people.map((person) => ({ ...person, name: words(person.name) }))
  const cards = body.scorecards.map((card) => scorecardView(card, body, people, texts))
  const scorecards = cards.filter(({ shadow }) => !shadow)
  return {
    number: body.number,
    application: body.application,
    job: body.job,
    kit: body.kit,
    run: body.run && { ...body.run, at: moment(body.run.at) },
    score: body.score,
    criteria: body.criteria,
    flips: body.flips,
    frozenAt: moment(body.frozenAt),
    runWithheld: false,
    nothingCounts: nothingCounts(body.scorecards),
    candidate: { candidate: body.candidate.candidate, name: words(body.candidate.name) },
    people,
    scorecards,
    shadows: cards.filter(({ shadow }) => shadow),
    disagreements: sidesOf(body, scorecards),
    flags: scorecards.flatMap((card) =>
      card.state === 'submitted'
        ? (currentVersion(card.versions)?.flags ?? []).map((flag) => raisedBy(card, flag))
        : [],
    ),
    notAssessed: scorecards.flatMap((card) =>
      (card.shown?.ratings ?? [])
        .filter(({ level }) => level === null)
        .map(({ criterion, words: why, slips }) => ({
          criterion,
          by: card.name,
          interviewName: card.interviewName,
          why,
          ...(slips ? { slips } : {}),
        })),
    ),
    uncovered: uncoveredCriteria(body.criteria, body.interviews),
  }
}

const raisedBy = (card: ScorecardView, flag: FlagView): RaisedFlag => ({
  ...flag,
  scorecard: card.scorecard,
  by: card.name,
  interviewName: card.interviewName,
})

function scorecardView(
  card: PacketScorecard,
  body: PacketBody,
  people: PacketView['people'],
  texts: TextReader,
): ScorecardView {
  const person = people.find(({ person }) => person === card.person)
  const interview = body.interviews.find(({ interview }) => interview === card.interview)
  if (!person || !interview) throw new Error(`Scorecard ${card.scorecard} of the packet names nobody it lists`)
  const versions = card.versions.map((version) => versionView(version, texts))
  const shown = shownVersion(card.versions)
  const last = card.versions.at(-1) ?? null
  const at = (version: PacketVersion | null) => versions.find(({ number }) => number === version?.number) ?? null
  return {
    scorecard: card.scorecard,
    person: card.person,
    name: person.name,
    severity: person.severity && {
      levels: person.severity.levels,
      ...interval90(person.severity.levels, person.severity.sd),
    },
    interview: card.interview,
    interviewName: interview.name,
    focus: interview.focus,
    startsAt: interview.startsAt && texts.moment(interview.startsAt),
    shadow: card.shadow,
    state: last === null ? 'missing' : currentVersion(card.versions) ? 'submitted' : 'withdrawn',
    halo: card.halo,
    shown: at(shown),
    later: shown && last && last.number > shown.number ? at(last) : null,
    versions,
  }
}

const versionView = (version: PacketVersion, { words, evidence, moment }: TextReader): VersionView => ({
  ...version,
  at: moment(version.at),
  because: version.because && words(version.because),
  reason: version.reason && words(version.reason),
  ratings: version.ratings.map((rating) => ({ ...rating, words: rating.words && evidence(rating.words) })),
  flags: version.flags.map((flag) => ({
    ...flag,
    evidence: words(flag.evidence),
    probe: flag.probe && words(flag.probe),
  })),
})

function sidesOf(body: PacketBody, cards: readonly ScorecardView[]): DisagreementView[] {
  return body.disagreements.map(({ interview, criterion }) => {
    const found = body.criteria.find((one) => one.criterion === criterion)
    const sides = cards.flatMap((card) => {
      const rating =
        card.interview === interview ? card.shown?.ratings.find((one) => one.criterion === criterion) : null
      if (!rating || rating.level === null) return []
      const { scorecard, name, severity } = card
      const anchor = found?.anchors[rating.level] ?? ''
      return [
        {
          scorecard,
          name,
          level: rating.level,
          severity: severity?.levels ?? null,
          evidence: rating.words,
          anchor,
          ...(rating.slips ? { slips: rating.slips } : {}),
        },
      ]
    })
    return {
      interview,
      interviewName: body.interviews.find((one) => one.interview === interview)?.name ?? '',
      criterion,
      criterionName: found?.name ?? criterion,
      sides: sides.sort((a, b) => a.level - b.level),
    }
  })
}

const uncoveredCriteria = (criteria: readonly PacketCriterion[], interviews: readonly PacketInterview[]) =>
  criteria
    .filter(({ weight, raters }) => weight > 0 && raters === 0)
    .map(({ criterion, name, mustHave }) => ({
      criterion,
      name,
      mustHave,
      planned: interviews.some(({ focus, cancelled }) => !cancelled && focus.includes(criterion)),
    }))
