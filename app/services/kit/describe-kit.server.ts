import {
  anchorsFor,
  levels,
  needProfiles,
  seniorities,
  severityFor,
  type Criterion,
  type FourLevels,
  type Gate,
  type Kit,
  type KitInterview,
  type RedFlag,
  type Seniority,
} from '~/domain/kit/schema'
import { questionsNamed } from '~/domain/kit/check-guide'
import type {
  CriterionView,
  FirstTimeView,
  FlagView,
  ForCandidateView,
  GateView,
  InterviewView,
} from '~/domain/kit/views'

const four = (texts: FourLevels) => levels.map((level) => ({ level, text: texts[level] }))

/** The parts of a kit whose names a guide shows. */
type Named = Pick<Kit, 'criteria' | 'red_flags'>

export function describeCriterion(criterion: Criterion, at: Seniority): CriterionView {
  return {
    id: criterion.id,
    name: criterion.name,
    category: criterion.category,
    mustHave: criterion.must_have,
    means: criterion.means,
    why: criterion.why,
    terms: Object.entries(criterion.terms ?? {}),
    weights: needProfiles.map((profile) => [profile, criterion.weight[profile]]),
    bySeniority: 'senior' in criterion.anchors,
    anchors: four(anchorsFor(criterion, at)),
  }
}

export function describeFlag(flag: RedFlag, at: Seniority): FlagView {
  return {
    id: flag.id,
    name: flag.name,
    severity: severityFor(flag, at),
    severities: seniorities.map((seniority) => [seniority, severityFor(flag, seniority)]),
    looksLike: flag.looks_like,
    doesNotMean: flag.does_not_mean,
    probe: flag.probe,
    recordOnlyIf: flag.record_only_if,
    evidence: flag.evidence,
  }
}

/** "question 2" alone says nothing: the question itself stands there. */
function wordsOfLine(line: string, interview: KitInterview): string {
  const number = /^question (\d+)$/i.exec(line.trim())?.[1]
  return (number && interview.questions[Number(number) - 1]?.ask) || line
}

/** A pinned kit is canonical JSON with its keys sorted; the order of the page is that of the focus. */
const soundsInOrder = (focus: readonly string[], sounds: Exclude<KitInterview['sounds_like'], string>) =>
  Object.entries(sounds).sort(([a], [b]) => focus.indexOf(a) - focus.indexOf(b))

export function describeInterview(kit: Named, interview: KitInterview, at: Seniority): InterviewView {
  const named = (id: string) => ({ id, name: nameOfCriterion(kit, id) })
  return {
    id: interview.id,
    name: interview.name,
    minutes: interview.minutes,
    purpose: interview.purpose,
    focus: interview.focus.map(named),
    flags: interview.red_flags.map((id) => ({ id, name: kit.red_flags.find((flag) => flag.id === id)?.name ?? id })),
    leaveAlone: Object.entries(interview.leave_alone),
    agenda: Object.entries(interview.agenda)
      .map(([span, text]) => {
        const [from = 0, to = 0] = span.split('-').map(Number)
        return { from, to, text: wordsOfLine(text, interview), questions: questionsNamed(text) }
      })
      .sort((a, b) => a.from - b.from),
    neverAsk: interview.never_ask ?? [],
    gates: gatesFor(kit, interview, at),
    opening: interview.opening_script,
    help: interview.help ?? null,
    questions: interview.questions.map(({ ask, follow_ups, minutes, wait }) => ({
      ask,
      followUps: follow_ups ?? [],
      minutes: minutes ?? null,
      wait: wait ?? null,
    })),
    soundsLike:
      typeof interview.sounds_like === 'string'
        ? { text: interview.sounds_like, criteria: [] }
        : {
            text: null,
            criteria: soundsInOrder(interview.focus, interview.sounds_like).map(([id, texts]) => ({
              ...named(id),
              levels: four('senior' in texts ? texts[at] : texts),
            })),
          },
    closing: interview.closing,
    promptKind: interview.prompts?.kind ?? null,
    pages: pagesOf(interview),
  }
}

/** Which further pages a kit has for an interview; kits of an older form have none. */
export const pagesOf = (interview: Pick<KitInterview, 'first_time' | 'for_candidate'>): InterviewView['pages'] => ({
  firstTime: interview.first_time !== undefined,
  forCandidate: interview.for_candidate !== undefined,
})

const nameOfCriterion = (kit: Pick<Kit, 'criteria'>, id: string) =>
  kit.criteria.find((criterion) => criterion.id === id)?.name ?? id

function gatesFor(kit: Named, interview: KitInterview, at: Seniority): GateView[] {
  const lastsAsLong = ({ from, until, question }: Gate) =>
    Object.entries(interview.agenda).some(([span, text]) => {
      const [start = 0, end = 0] = span.split('-').map(Number)
      return questionsNamed(text).includes(question) && start <= from && end <= until
    })
  return (interview.gates ?? [])
    .flatMap((gate): GateView[] => {
      const { from, until, question, criterion, say } = gate
      const level = gate.closes[at]
      return level === null || level === 1
        ? []
        : [
            {
              from,
              until,
              question,
              criterion: nameOfCriterion(kit, criterion),
              criterionId: criterion,
              level,
              say,
              atEnd: lastsAsLong(gate),
            },
          ]
    })
    .sort((a, b) => a.from - b.from || a.until - b.until)
}

/** Spelt out key by key, so that a new key of the format stays hidden from candidates. Kits of an older form have none. */
export function describeForCandidate({
  for_candidate: sent,
}: Pick<KitInterview, 'for_candidate'>): ForCandidateView | null {
  if (!sent) return null
  return {
    whatHappens: sent.what_happens,
    lookedFor: sent.looked_for,
    prepare: sent.prepare,
    goodToKnow: sent.good_to_know,
  }
}

export function describeFirstTime(kit: Named, interview: KitInterview): FirstTimeView | null {
  const { first_time: first, focus } = interview
  if (!first) return null
  return {
    before: first.before,
    watchFor: first.watch_for,
    example: first.example,
    levels: focus.flatMap((id) => {
      const reached = first.levels[id]
      return reached === undefined ? [] : [{ id, name: nameOfCriterion(kit, id), reached }]
    }),
  }
}
