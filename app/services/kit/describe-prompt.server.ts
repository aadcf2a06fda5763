import { parse } from 'csv-parse/sync'
import { factsOf } from '~/domain/kit/check-sheet'
import { describeCharts } from '~/domain/kit/chart-views'
import { levels, type Exhibit, type Kit, type Prompt, type Seniority } from '~/domain/kit/schema'
import type { ExhibitView, FactView, PromptView } from '~/domain/kit/views'

const ROWS_SHOWN = 12
const figure = (value: number) => value.toLocaleString('en-GB', { maximumSignificantDigits: 6 })
export const figureOf = (value: number, unit: string) => `${figure(value)}\u00a0${unit}`
export const spaced = (id: string) => id.replace(/[-_]/g, ' ')

/** What is told when asked, without the numbers it sets for the check sheet. */
export function describeFacts(prompt: Pick<Prompt, 'facts'>): FactView[] {
  return factsOf(prompt).map(({ id, subject, told }) => ({ id, subject, answer: told }))
}

function describeSounds(kit: Pick<Kit, 'criteria'>, prompt: Prompt, at: Seniority): PromptView['soundsLike'] {
  return prompt.rates.flatMap((id) => {
    const texts = prompt.levels?.[id]
    const four = texts && (1 in texts ? texts : texts[at])
    const name = kit.criteria.find((criterion) => criterion.id === id)?.name ?? id
    return four ? [{ id, name, levels: levels.map((level) => ({ level, text: four[level] })) }] : []
  })
}

/** An ISO time of the file in a readable form. */
const cellOf = (cell: string) => cell.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})Z$/, '$1\u00a0$2')

export function describeTable(csv: string): { head: string[]; rows: string[][] } {
  const [head = [], ...rows] = parse(csv, { relax_column_count: true })
  return { head, rows: rows.map((row) => row.map(cellOf)) }
}

function describeExhibit(exhibit: Exhibit, index: number): ExhibitView {
  const { head, rows } = describeTable(exhibit.csv)
  return {
    id: exhibit.id,
    name: exhibit.name,
    askedAs: exhibit.asked_as ?? null,
    rows: exhibit.rows,
    shows: exhibit.shows,
    hides: exhibit.hides,
    charts: describeCharts(exhibit, index),
    table: { head, rows: rows.slice(0, ROWS_SHOWN), more: Math.max(0, rows.length - ROWS_SHOWN) },
    length: rows.length,
  }
}

export function describePrompt(kit: Pick<Kit, 'criteria'>, prompt: Prompt, at: Seniority): PromptView {
  const { check_sheet: sheet } = prompt
  // A second scale beside the levels is shown only for prompts that have nothing else.
  const older = !prompt.stages?.some(({ listen_for }) => listen_for !== undefined)
  return {
    id: prompt.id,
    name: prompt.name,
    kind: prompt.kind,
    rates: prompt.rates.map((id) => ({ id, name: kit.criteria.find((criterion) => criterion.id === id)?.name ?? id })),
    candidateText: prompt.candidate_text,
    sources: prompt.sources ?? [],
    givens: Object.entries(prompt.givens ?? {}).map(([group, rows]) => ({
      group: spaced(group),
      rows: Object.values(rows).map(([value, unit, words]) => ({ value: figureOf(value, unit), words })),
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
    stages: (prompt.stages ?? []).map(({ name, ask, follow_ups, listen_for, weak, sound, excellent }) => ({
      name,
      ask,
      followUps: follow_ups ?? [],
      listenFor: listen_for ?? [],
      weak: older ? (weak ?? null) : null,
      sound: older ? (sound ?? null) : null,
      excellent: older ? (excellent ?? null) : null,
    })),
    wrongTurns: prompt.wrong_turns ?? [],
    strongOrder: prompt.strong_order ?? [],
    parts: (prompt.parts ?? []).map(({ who, handed_out, wants, script }) => ({
      who,
      handedOut: handed_out ?? null,
      wants,
      script,
    })),
    files: (prompt.files ?? []).map(({ path, for: whom, text }) => ({
      path,
      forCandidate: whom === 'candidate',
      text,
    })),
    refutes: prompt.refutes ?? [],
    soundsLike: describeSounds(kit, prompt, at),
    handedOut: prompt.handed_out.map(describeExhibit),
    onRequest: prompt.on_request.map(describeExhibit),
  }
}
