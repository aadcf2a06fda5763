/** A kit as pages show it, for one seniority: plain values that travel to the browser. */
export type AnchorView = { level: 1 | 2 | 3 | 4; text: string }

export type CriterionView = {
  id: string
  name: string
  category: string
  mustHave: boolean
  means: string
  why: string
  terms: [term: string, meaning: string][]
  weights: [profile: string, weight: number][]
  bySeniority: boolean
  anchors: AnchorView[]
}

export type FlagView = {
  id: string
  name: string
  severity: 'concern' | 'serious' | 'critical'
  severities: [seniority: string, severity: 'concern' | 'serious' | 'critical'][]
  looksLike: string[]
  doesNotMean: string[]
  probe: string
  recordOnlyIf: string
  evidence: string[]
}

export type NamedItem = { id: string; name: string }

export type InterviewView = {
  id: string
  name: string
  minutes: number
  purpose: string
  focus: NamedItem[]
  flags: NamedItem[]
  leaveAlone: [what: string, why: string][]
  /** Minutes from the start, and the questions (from 1) that the line names. */
  agenda: { from: number; to: number; text: string; questions: number[] }[]
  /** What the interviewer must not say, or not before a question; shown first. */
  neverAsk: string[]
  /** In the order of their minutes; only those that close a level at the seniority shown. */
  gates: GateView[]
  opening: string
  help: { free: string; hints: string } | null
  /** `minutes` includes `wait`; null where the kit gives none. */
  questions: QuestionView[]
  soundsLike: { text: string | null; criteria: (NamedItem & { levels: AnchorView[] })[] }
  closing: string
  promptKind: string | null
  /** Which pages the kit has for this interview. */
  pages: { firstTime: boolean; forCandidate: boolean }
}

export type QuestionView = {
  ask: string
  followUps: string[]
  minutes: number | null
  wait: number | null
  /** What the guide says where words of the prompt now stand in `ask`. */
  direction?: string
  /** Words of the prompt that are put with this question, of which the interviewer chooses. */
  put?: PutView[]
}

/** `id` names the fact, or is empty where it is a line of a script. */
export type PutView = { id: string; when: string; say: string }

/** From `from` to `until`: asking `question`, or the end of it, closes `level` of the criterion and those above it. */
export type GateView = {
  from: number
  until: number
  question: number
  criterion: string
  criterionId: string
  level: 2 | 3 | 4
  say: string
  /** The gate lasts as long as its question does: then it is not asking it that closes the level, but its end. */
  atEnd: boolean
}

/** What may be sent to a candidate before the interview: nothing of levels, anchors, prompts or questions. */
export type ForCandidateView = { whatHappens: string; lookedFor: string[]; prepare: string; goodToKnow: string }

/** What somebody reads who runs this interview for the first time. */
export type FirstTimeView = {
  before: string[]
  watchFor: string[]
  example: string
  levels: { id: string; name: string; reached: string }[]
}

/** Something the interviewer tells only when its subject is asked about. */
export type FactView = { id: string; subject: string; answer: string }

export type ChartView = {
  title: string
  kind: 'line' | 'bar'
  axis: [number, number] | null
  places: string[]
  series: { name: string; values: (number | null)[] }[]
  /** It has more lines or values than can be drawn; its numbers stand in the table. */
  tooLarge?: boolean
}

export type ExhibitView = {
  id: string
  name: string
  askedAs: string | null
  rows: string
  shows: string
  hides: string
  charts: ChartView[]
  table: { head: string[]; rows: string[][]; more: number }
  /** How many rows the whole table has. */
  length: number
}

export type PromptView = {
  id: string
  name: string
  kind: string
  rates: NamedItem[]
  candidateText: string
  /** Where figures of this year come from. */
  sources: string[]
  givens: { group: string; rows: { value: string; words: string }[] }[]
  facts: FactView[]
  sheet: { factor: number; figures: { id: string; is: string; value: string; unit: string; shows: string }[] } | null
  stages: {
    name: string
    ask: string
    followUps: string[]
    listenFor: string[]
    /** Kits of an older form tell weak, sound and excellent answers apart. */
    weak: string | null
    sound: string | null
    excellent: string | null
  }[]
  wrongTurns: string[]
  strongOrder: string[]
  parts: { who: string; handedOut: string | null; wants: string; script: { when: string; say: string }[] }[]
  files: { path: string; forCandidate: boolean; text: string }[]
  /** Evidence against the most tempting wrong cause. */
  refutes: string[]
  /** What each level sounds like with this prompt, for one seniority. */
  soundsLike: (NamedItem & { levels: AnchorView[] })[]
  handedOut: ExhibitView[]
  onRequest: ExhibitView[]
}

/** A calibration case: its transcript, and the expert levels with their reasons. */
export type CaseView = {
  id: string
  name: string
  interview: NamedItem
  seniority: 'mid' | 'senior' | 'staff'
  prompt: NamedItem | null
  transcript: string
  criteria: (CriterionView & { expert: { level: 1 | 2 | 3 | 4 | null; because: string } })[]
}
