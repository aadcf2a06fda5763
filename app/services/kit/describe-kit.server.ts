import {
  anchorsFor,
  levels,
  needProfiles,
  seniorities,
  severityFor,
  type Criterion,
  type FourLevels,
  type Kit,
  type KitInterview,
  type RedFlag,
  type Seniority,
} from '~/domain/kit/schema'
import type { CriterionView, FlagView, InterviewView } from '~/domain/kit/views'

const four = (texts: FourLevels) => levels.map((level) => ({ level, text: texts[level] }))

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

/** Which questions an agenda line names: "questions 2 to 4" are 2, 3 and 4. Counted from 1. */
function questionsIn(line: string): number[] {
  const found = /questions? (\d+)(?:(?: to |-|–| and )(\d+))?/i.exec(line)
  if (!found) return []
  const [from, to] = [Number(found[1]), Number(found[2] ?? found[1])]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

/** "question 2" alone says nothing: the question itself stands there. */
function wordsOfLine(line: string, interview: KitInterview): string {
  const number = /^question (\d+)$/i.exec(line.trim())?.[1]
  return (number && interview.questions[Number(number) - 1]?.ask) || line
}

/** A pinned kit is canonical JSON with its keys sorted; the order of the page is that of the focus. */
const soundsInOrder = (focus: readonly string[], sounds: Exclude<KitInterview['sounds_like'], string>) =>
  Object.entries(sounds).sort(([a], [b]) => focus.indexOf(a) - focus.indexOf(b))

export function describeInterview(kit: Kit, interview: KitInterview, at: Seniority): InterviewView {
  const named = (id: string) => ({ id, name: kit.criteria.find((criterion) => criterion.id === id)?.name ?? id })
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
        return { from, to, text: wordsOfLine(text, interview), questions: questionsIn(text) }
      })
      .sort((a, b) => a.from - b.from),
    opening: interview.opening_script,
    help: interview.help ?? null,
    questions: interview.questions.map(({ ask, follow_ups }) => ({ ask, followUps: follow_ups ?? [] })),
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
  }
}
