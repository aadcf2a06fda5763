import { parse } from 'csv-parse/sync'
import { factsOf } from '~/domain/kit/check-sheet'
import type { Exhibit, Kit, KitInterview, Prompt } from '~/domain/kit/schema'
import type { ExhibitView, FactView, PromptView } from '~/domain/kit/views'

const ROWS_SHOWN = 12
const figure = (value: number) => value.toLocaleString('en-GB', { maximumSignificantDigits: 6 })
const spaced = (id: string) => id.replace(/[-_]/g, ' ')

/** What is told when asked, without the numbers it sets for the check sheet. */
export function describeFacts(prompt: Pick<Prompt, 'facts'>): FactView[] {
  return factsOf(prompt).map(({ id, subject, told }) => ({ id, subject, told }))
}

function describeExhibit(exhibit: Exhibit): ExhibitView {
  const [head = [], ...rows] = parse(exhibit.csv, { relax_column_count: true }) as string[][]
  return {
    id: exhibit.id,
    name: exhibit.name,
    askedAs: exhibit.asked_as ?? null,
    rows: exhibit.rows,
    shows: exhibit.shows,
    hides: exhibit.hides,
    table: { head, rows: rows.slice(0, ROWS_SHOWN), more: Math.max(0, rows.length - ROWS_SHOWN) },
  }
}

export function describePrompt(kit: Kit, prompt: Prompt): PromptView {
  const { check_sheet: sheet } = prompt
  return {
    id: prompt.id,
    name: prompt.name,
    kind: prompt.kind,
    rates: prompt.rates.map((id) => ({ id, name: kit.criteria.find((criterion) => criterion.id === id)?.name ?? id })),
    candidateText: prompt.candidate_text,
    givens: Object.entries(prompt.givens ?? {}).map(([group, rows]) => ({
      group: spaced(group),
      rows: Object.values(rows).map(([value, unit, words]) => ({ value: `${figure(value)}\u00a0${unit}`, words })),
    })),
    facts: describeFacts(prompt),
    sheet: sheet
      ? {
          factor: sheet.accept_within_factor,
          figures: sheet.figures.map(({ id, is, value, unit, shows }) => ({
            id: spaced(id),
            is: is.replace(/\*/g, '×'),
            value: figure(value),
            unit,
            shows: shows ?? '',
          })),
        }
      : null,
    stages: (prompt.stages ?? []).map(({ name, ask, follow_ups, weak, sound, excellent }) => ({
      name,
      ask,
      followUps: follow_ups ?? [],
      weak,
      sound,
      excellent,
    })),
    wrongTurns: prompt.wrong_turns ?? [],
    strongOrder: prompt.strong_order ?? [],
    parts: (prompt.parts ?? []).map(({ who, handed_out, wants, script }) => ({
      who,
      handedOut: handed_out ?? null,
      wants,
      script,
    })),
    handedOut: prompt.handed_out.map(describeExhibit),
    onRequest: prompt.on_request.map(describeExhibit),
  }
}

/**
 * The prompts of one interview of an application: as many as the kit says, the same for every interviewer of that
 * application and others for the next, so that a leaked one goes round slowly.
 */
export function promptsFor(kit: Kit, interview: KitInterview, applicationId: number): Prompt[] {
  if (!interview.prompts) return []
  const { kind, pick } = interview.prompts
  const all = kit.prompts.filter((prompt) => prompt.kind === kind)
  return Array.from({ length: Math.min(pick, all.length) }, (_, index) => all[(applicationId + index) % all.length]!)
}
