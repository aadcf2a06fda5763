import {
  flagSeverities,
  levels,
  needProfiles,
  seniorities,
  type Criterion,
  type Gate,
  type Kit,
  type KitInterview,
  type RedFlag,
} from '../kit/schema'
import { readSpan } from './agenda'
import { checkDraft, type DraftProblem } from './check-draft'
import { decode, type Block } from './content'
import { previewPrompt } from './preview-prompt'
import { block, blocks, bySeniority, fourTexts, levelTexts, number, optional, some, text, texts } from './readable'

/** What a preview shows: the parts of a kit that its pages are made from. */
export type PreviewKit = Pick<Kit, 'id' | 'name' | 'version' | 'criteria' | 'red_flags' | 'interviews' | 'prompts'>

/**
 * The kit that a draft will be. A draft with mistakes is read as far as it goes: what has another form than its page needs
 * is left out, and the mistakes say what that is.
 */
export function previewKit(content: Block): { kit: PreviewKit; problems: DraftProblem[] } {
  const { kit, problems } = checkDraft(content)
  return { kit: kit ?? readableKit(decode(content)), problems }
}

function readableKit(value: unknown): PreviewKit {
  const kit = block(value)
  return {
    id: text(kit.id),
    name: text(kit.name),
    version: text(kit.version),
    criteria: blocks(kit.criteria).map(readCriterion),
    red_flags: blocks(kit.red_flags).map(readFlag),
    interviews: blocks(kit.interviews).map(readInterview),
    prompts: blocks(kit.prompts).map(previewPrompt),
  }
}

type Given = Record<string, unknown>

function readCriterion(given: Given): Criterion {
  const weight = block(given.weight)
  return {
    id: text(given.id),
    name: text(given.name),
    category: text(given.category) as Criterion['category'],
    must_have: given.must_have === true,
    weight: Object.fromEntries(
      needProfiles.map((profile) => [profile, number(weight[profile], 3)]),
    ) as Criterion['weight'],
    means: text(given.means),
    why: text(given.why),
    terms: Object.fromEntries(Object.entries(block(given.terms)).map(([term, meaning]) => [term, text(meaning)])),
    anchors: bySeniority(given.anchors, fourTexts),
  }
}

const severity = (value: unknown) => flagSeverities.find((one) => one === value) ?? 'concern'

const readFlag = (given: Given): RedFlag => ({
  id: text(given.id),
  name: text(given.name),
  severity: bySeniority(given.severity, severity),
  looks_like: texts(given.looks_like),
  does_not_mean: texts(given.does_not_mean),
  probe: text(given.probe),
  record_only_if: text(given.record_only_if),
  evidence: texts(given.evidence),
})

function readInterview(given: Given): KitInterview {
  const agenda = Object.entries(block(given.agenda)).flatMap(([span, words]) => {
    const read = readSpan(span)
    return read && read.to > read.from ? [{ span, words: text(words), to: read.to }] : []
  })
  const prompts = block(given.prompts)
  const help = block(given.help)
  return {
    id: text(given.id),
    name: text(given.name),
    minutes: number(given.minutes, Math.max(1, ...agenda.map(({ to }) => to))),
    perspective: text(given.perspective) as KitInterview['perspective'],
    ...some('prompts', prompts, { kind: text(prompts.kind), pick: number(prompts.pick, 1) }),
    purpose: text(given.purpose),
    focus: texts(given.focus),
    red_flags: texts(given.red_flags),
    leave_alone: Object.fromEntries(Object.entries(block(given.leave_alone)).map(([what, why]) => [what, text(why)])),
    agenda: Object.fromEntries(agenda.map(({ span, words }) => [span, words])),
    never_ask: texts(given.never_ask),
    gates: blocks(given.gates).flatMap(readGate),
    opening_script: text(given.opening_script),
    ...some('help', help, { free: text(help.free), hints: text(help.hints) }),
    questions: blocks(given.questions).map((question) => ({
      ask: text(question.ask),
      ...optional('minutes', question.minutes),
      ...optional('wait', question.wait),
      follow_ups: texts(question.follow_ups),
    })),
    sounds_like: typeof given.sounds_like === 'string' ? given.sounds_like : levelTexts(given.sounds_like),
    closing: text(given.closing),
    ...readPages(given),
  }
}

function readPages(given: Given): Pick<KitInterview, 'for_candidate' | 'first_time'> {
  const sent = block(given.for_candidate)
  const first = block(given.first_time)
  return {
    ...some('for_candidate', sent, {
      what_happens: text(sent.what_happens),
      looked_for: texts(sent.looked_for),
      prepare: text(sent.prepare),
      good_to_know: text(sent.good_to_know),
    }),
    ...some('first_time', first, {
      before: texts(first.before),
      watch_for: texts(first.watch_for),
      example: text(first.example),
      levels: Object.fromEntries(Object.entries(block(first.levels)).map(([id, reached]) => [id, text(reached)])),
    }),
  }
}

function readGate(given: Given): Gate[] {
  const { from, until, question } = given
  if (typeof from !== 'number' || typeof until !== 'number' || typeof question !== 'number') return []
  const closes = block(given.closes)
  const level = (value: unknown) => levels.find((one) => one > 1 && one === value) ?? null
  return [
    {
      ...{ from, until, question, criterion: text(given.criterion), say: text(given.say) },
      closes: Object.fromEntries(
        seniorities.map((seniority) => [seniority, level(given.level ?? closes[seniority])]),
      ) as Gate['closes'],
    },
  ]
}
