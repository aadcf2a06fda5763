import * as z from 'zod'
import { exhibit, type chart } from './exhibit-schema'
import { generator } from './generator-schema'
import { firstTime, forCandidate, gate, neverAsk, questionMinutes } from './guide-schema'
import { otherScaleSentence } from './other-scales'
import { calibrationName, line, isMap, list, name, oneOf, oneOrMany, refusing, slug, sourceLine, text } from './shapes'
import { hasSteps, levelAt, stepExamples, stepTexts } from './steps-schema'

export const seniorities = ['mid', 'senior', 'staff'] as const
export const needProfiles = ['research-heavy', 'balanced', 'production-heavy'] as const
export const maturityLevels = [1, 2, 3, 4, 5] as const
export const levels = [1, 2, 3, 4] as const
export const flagSeverities = ['concern', 'serious', 'critical'] as const
export const perspectives = ['research', 'engineering', 'product'] as const
export const categories = ['technical', 'judgement', 'collaboration', 'product'] as const

/** How a text begins in whose place something is still to be written. */
export const GAP = 'TODO: '

export type Seniority = (typeof seniorities)[number]
export type NeedProfile = (typeof needProfiles)[number]
export type MaturityLevel = (typeof maturityLevels)[number]
export type Level = (typeof levels)[number]
export type FlagSeverity = (typeof flagSeverities)[number]

const seniority = z.enum(seniorities)
const bySeniority = <T extends z.ZodType>(value: T) => z.strictObject({ mid: value, senior: value, staff: value })
/** Anchors or what levels sound like. A rubric on another scale is told how to be written on this one. */
const fourLevels = <T extends z.ZodType>(value: T) =>
  refusing(
    (given) => (isMap(given) ? otherScaleSentence(given) : null),
    z.strictObject({ 1: value, 2: value, 3: value, 4: value }),
  )
const hasSeniority = (value: unknown) => isMap(value) && seniorities.some((key) => key in value)

const maturity = z.strictObject({
  more: z.array(slug),
  less: z.array(slug),
  hire: seniority,
  reason: text(40),
})

/** `kit.yaml`: what the kit is, which source lines it answers, and how need and maturity move its weights. */
export const kitFile = z.strictObject({
  id: slug,
  name: line(3),
  version: z.string().regex(/^\d+\.\d+$/, 'Expected a version in straight quotes, such as "1.0".'),
  summary: text(40),
  lines: z.record(sourceLine, text(5)),
  seniority: bySeniority(text(5)),
  need_profiles: z.strictObject({ 'research-heavy': text(40), balanced: text(40), 'production-heavy': text(40) }),
  maturity: z.strictObject({ 1: maturity, 2: maturity, 3: maturity, 4: maturity, 5: maturity }),
})

const weight = z
  .number()
  .int('Expected a whole number.')
  .min(1, 'Expected a weight from 1 to 5.')
  .max(5, 'Expected a weight from 1 to 5.')
const anchor = text(60).refine(
  (value) => /\*\*[^*]+\*\*/.test(value),
  'Expected the words that tell this level from the next to be marked **like this**.',
)

export const criterion = z.strictObject({
  id: slug,
  source: oneOrMany(sourceLine).optional(),
  name: line(3),
  category: z.enum(categories),
  must_have: z.boolean(),
  weight: z.strictObject({ 'research-heavy': weight, balanced: weight, 'production-heavy': weight }),
  /** Under which name its ratings enter the fit, where it was begun from a criterion of another kit and means the same (ADR 026). */
  calibrated_as: calibrationName.optional(),
  means: text(30),
  why: text(40),
  terms: z.record(text(), text(10)).optional(),
  anchors: oneOf(bySeniority(fourLevels(anchor)), fourLevels(anchor), hasSeniority).optional(),
  steps: stepTexts.optional(),
  level_at: levelAt.optional(),
})

export const redFlag = z.strictObject({
  id: slug,
  source: oneOrMany(sourceLine).optional(),
  name: line(3),
  severity: oneOf(bySeniority(z.enum(flagSeverities)), z.enum(flagSeverities), isMap),
  looks_like: list(text(20)),
  does_not_mean: list(text(20)),
  probe: text(20),
  record_only_if: text(20),
  evidence: list(text(5)),
})

const followUp = text(5).refine(
  (value) => /[.?!)"]$/.test(value.trim()),
  'Expected a question or sentence with its mark at the end; a text with a comma in [ ] needs quotes.',
)
const question = z.strictObject({
  ask: text(8),
  minutes: questionMinutes.optional(),
  wait: questionMinutes.optional(),
  follow_ups: z.array(followUp).optional(),
})

export const kitInterview = z.strictObject({
  id: slug,
  source: oneOrMany(sourceLine).optional(),
  name: line(3),
  minutes: z
    .number()
    .int('Expected whole minutes.')
    .min(10, 'Expected at least 10 minutes.')
    .max(240, 'Expected at most 240 minutes.'),
  perspective: z.enum(perspectives),
  raters: z
    .number()
    .int('Expected a whole number of people.')
    .min(1, 'Expected 1 to 3 people.')
    .max(3, 'Expected 1 to 3 people.')
    .optional(),
  prompts: z
    .strictObject({ kind: slug, pick: z.number().int('Expected a whole number.').min(1, 'Expected 1 or more.') })
    .optional(),
  purpose: text(30),
  focus: list(slug),
  red_flags: z.array(slug),
  leave_alone: z.record(text(), text(5)),
  agenda: z.record(z.string().regex(/^\d+-\d+$/, 'Expected minutes from and to in quotes, such as "5-12".'), text(3)),
  never_ask: neverAsk.optional(),
  gates: z.array(gate).optional(),
  opening_script: text(60),
  help: z.strictObject({ free: text(20), hints: text(20) }).optional(),
  questions: list(question, 2),
  sounds_like: oneOf(
    z.record(
      slug,
      oneOf(stepExamples, oneOf(bySeniority(fourLevels(text(20))), fourLevels(text(20)), hasSeniority), hasSteps),
    ),
    text(20),
    isMap,
  ),
  closing: text(30),
  for_candidate: forCandidate.optional(),
  first_time: firstTime.optional(),
})

const given = z.tuple(
  [z.number(), text(), text(5)],
  'Expected [value, unit, a sentence for the candidate], the value with a point and no comma.',
)
const fact = z.string().regex(/^\[[^\]]+\] \S/, 'Expected "[the subject to be asked about] what is told".')

const figure = z.strictObject({
  id: name,
  is: text(),
  unit: text(),
  value: z.number(),
  needs: oneOrMany(name).optional(),
  shows: text(5).optional(),
})

const stage = z.strictObject({
  name: line(3),
  ask: text(8),
  follow_ups: z.array(followUp).optional(),
  listen_for: list(text(10)).optional(),
  weak: text(20).optional(),
  sound: text(20).optional(),
  excellent: text(20).optional(),
})

const part = z.strictObject({
  who: text(3),
  handed_out: text(20).optional(),
  wants: text(10),
  script: list(z.strictObject({ when: text(5), say: text(5) })),
})

const handedFile = z.strictObject({ path: text(), for: z.enum(['candidate', 'interviewer']), text: text() })

/** `prompts/<id>.yaml`. Which keys a prompt needs depends on its kind; see `rubrics/README.md`. */
export const promptFile = z.strictObject({
  id: slug,
  name: line(3),
  kind: slug,
  source: oneOrMany(sourceLine).optional(),
  topic: slug.optional(),
  sources: list(text(10)).optional(),
  rates: list(slug),
  candidate_text: text(80),
  givens: z.record(slug, z.record(name, given)).optional(),
  facts: z.record(name, fact).optional(),
  check_sheet: z
    .strictObject({ accept_within_factor: z.number().min(1, 'Expected a factor of 1 or more.'), figures: list(figure) })
    .optional(),
  stage_minutes: z.array(z.number().positive('Expected minutes above 0.')).optional(),
  stages: z.array(stage).optional(),
  wrong_turns: z.array(text(15)).optional(),
  parts: z.array(part).optional(),
  files: z.array(handedFile).optional(),
  handed_out: z.array(exhibit).optional(),
  on_request: z.array(exhibit).optional(),
  generator: generator.optional(),
  refutes: z.array(text(15)).optional(),
  strong_order: z.array(text(5)).optional(),
  levels: z
    .record(
      slug,
      oneOf(
        stepExamples,
        oneOf(z.partialRecord(seniority, fourLevels(text(20))), fourLevels(text(20)), hasSeniority),
        hasSteps,
      ),
    )
    .optional(),
})

export const calibrationCase = z.strictObject({
  id: slug,
  name: line().optional(),
  of: z.strictObject({
    interview: slug,
    seniority,
    difficulty: z.enum(['clear', 'hard', 'halo']),
    prompt: slug.optional(),
  }),
  transcript: text(300),
  levels: z.record(
    slug,
    z.strictObject({
      level: z.union(
        [z.literal('not assessed'), z.literal(levels)],
        'Expected 1, 2, 3 or 4 without quotes, or not assessed.',
      ),
      because: text(40),
    }),
  ),
})

export const criteriaFile = z.strictObject({ criteria: list(criterion) })
export const redFlagsFile = z.strictObject({ red_flags: list(redFlag) })
export const interviewsFile = z.strictObject({ interviews: list(kitInterview) })
export const calibrationCasesFile = z.strictObject({ calibration_cases: z.array(calibrationCase) })

export type FourLevels<T = string> = Record<Level, T>
/** A criterion as it is written: with anchors, or with steps and the levels that begin at them. */
export type CriterionSource = z.output<typeof criterion>
export type Criterion = Omit<CriterionSource, 'anchors' | 'steps' | 'level_at'> & {
  anchors: NonNullable<CriterionSource['anchors']>
}
export type RedFlag = z.output<typeof redFlag>
/** An interview as it is written: examples and gates may name steps. */
export type InterviewSource = z.output<typeof kitInterview>
/** From minute `from` to `until` the interviewer minds that asking `question` closes a level of the criterion. */
export type Gate = Omit<z.output<typeof gate>, 'step' | 'level' | 'closes'> & {
  /** The lowest level that can no longer be shown afterwards; null where none is closed at that seniority. */
  closes: Record<Seniority, Level | null>
}
export type KitInterview = Omit<InterviewSource, 'gates' | 'sounds_like'> & {
  gates?: Gate[]
  sounds_like: string | Record<string, FourLevels | Record<Seniority, FourLevels>>
}
export type PromptSource = z.output<typeof promptFile>
export type CalibrationCase = z.output<typeof calibrationCase>
export type Figure = z.output<typeof figure>
export type ExhibitChart = z.output<typeof chart>
/** An exhibit as the kit serves it: its description and the CSV text of `exhibits/<prompt>/<exhibit>.csv`. */
export type Exhibit = z.output<typeof exhibit> & { csv: string }
export type Prompt = Omit<PromptSource, 'handed_out' | 'on_request' | 'levels'> & {
  levels?: Record<string, FourLevels | Partial<Record<Seniority, FourLevels>>>
  handed_out: Exhibit[]
  on_request: Exhibit[]
}
/** A whole role folder, checked. Keys are those of the files. */
export type Kit = z.output<typeof kitFile> & {
  criteria: Criterion[]
  red_flags: RedFlag[]
  interviews: KitInterview[]
  prompts: Prompt[]
  calibration_cases: CalibrationCase[]
}

/** The four anchors of a criterion at one seniority. */
export function anchorsFor(item: Pick<Criterion, 'anchors'>, at: Seniority): FourLevels {
  return 'senior' in item.anchors ? item.anchors[at] : item.anchors
}

/** The name of a criterion in a fit, `kit/criterion` (design.md, rule 2): its own, or that of the criterion it continues. */
export function calibrationKey(kit: Pick<Kit, 'id'>, item: Pick<Criterion, 'id' | 'calibrated_as'>): string {
  return item.calibrated_as ?? `${kit.id}/${item.id}`
}

export function severityFor(flag: Pick<RedFlag, 'severity'>, at: Seniority): FlagSeverity {
  return typeof flag.severity === 'string' ? flag.severity : flag.severity[at]
}
