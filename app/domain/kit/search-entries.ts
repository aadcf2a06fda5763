import { caseName } from './names'
import type { Kit } from './schema'
import type { SearchEntry } from './search'

/** Every text inside a value, in order, without the keys. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn)
  return []
}

/** What stands in the passages: one line, without the marks. */
const line = (...values: unknown[]) =>
  values.flatMap(textsIn).join(' · ').replaceAll('**', '').replace(/\s+/g, ' ').trim()

const exhibitWords = ({ name, asked_as, rows, columns, shows, hides }: Kit['prompts'][number]['handed_out'][number]) =>
  line(name, asked_as, rows, columns, shows, hides)

/** All places of a kit that can be found by their words, in the order of the kit. Data files are left out. */
export function searchEntries(kit: Kit): SearchEntry[] {
  return [
    ...kit.criteria.map(({ id, name, means, why, terms, anchors }) => ({
      kind: 'criterion' as const,
      id,
      name,
      text: line(means, why, anchors, Object.entries(terms ?? {})),
    })),
    ...kit.red_flags.map(({ id, name, looks_like, does_not_mean, probe, record_only_if, evidence }) => ({
      kind: 'flag' as const,
      id,
      name,
      text: line(looks_like, does_not_mean, probe, record_only_if, evidence),
    })),
    ...kit.interviews.map((one) => ({
      kind: 'interview' as const,
      id: one.id,
      name: one.name,
      text: line(
        one.purpose,
        one.never_ask,
        one.gates?.map(({ say }) => say),
        one.opening_script,
        one.questions.map(({ ask, follow_ups }) => [ask, follow_ups]),
        one.help,
        Object.entries(one.leave_alone),
        one.agenda,
        one.sounds_like,
        one.closing,
        one.for_candidate,
        one.first_time,
      ),
    })),
    ...kit.prompts.map((one) => ({
      kind: 'prompt' as const,
      id: one.id,
      name: one.name,
      text: line(
        one.candidate_text,
        Object.values(one.givens ?? {}).flatMap((group) => Object.values(group).map(([, , says]) => says)),
        one.facts,
        one.stages,
        one.parts,
        one.files,
        [...one.handed_out, ...one.on_request].map(exhibitWords),
        one.refutes,
        one.wrong_turns,
        one.strong_order,
        one.check_sheet?.figures.map(({ shows }) => shows),
        one.levels,
        one.sources,
      ),
    })),
    ...kit.calibration_cases.map(({ id, name, transcript }) => ({
      kind: 'case' as const,
      id,
      name: caseName({ id, name }),
      // Only what was said: the levels would give a case away before it is tried.
      text: line(transcript),
    })),
  ]
}
