import type { Exhibit, ExhibitChart, Prompt } from '../kit/schema'
import { block, blocks, levelTexts, listed, number, some, text, texts } from './readable'

type Given = Record<string, unknown>

/** A prompt of a draft with mistakes, as far as it can be shown. */
export function previewPrompt(given: Given): Prompt {
  const sheet = block(given.check_sheet)
  return {
    id: text(given.id),
    name: text(given.name),
    kind: text(given.kind),
    sources: texts(given.sources),
    rates: texts(given.rates),
    candidate_text: text(given.candidate_text),
    givens: Object.fromEntries(Object.entries(block(given.givens)).map(([group, rows]) => [group, readGivens(rows)])),
    facts: Object.fromEntries(
      Object.entries(block(given.facts)).filter(([, fact]) => /^\[[^\]]+\] \S/.test(text(fact))),
    ) as NonNullable<Prompt['facts']>,
    ...some('check_sheet', sheet, {
      accept_within_factor: number(sheet.accept_within_factor, 1),
      figures: blocks(sheet.figures).map((figure) => ({
        ...{ id: text(figure.id), is: text(figure.is), unit: text(figure.unit), shows: text(figure.shows) },
        value: number(figure.value, 0),
      })),
    }),
    stages: blocks(given.stages).map((stage) => ({
      ...{ name: text(stage.name), ask: text(stage.ask) },
      ...{ follow_ups: texts(stage.follow_ups), listen_for: texts(stage.listen_for) },
    })),
    wrong_turns: texts(given.wrong_turns),
    strong_order: texts(given.strong_order),
    refutes: texts(given.refutes),
    parts: blocks(given.parts).map((part) => ({
      ...{ who: text(part.who), wants: text(part.wants) },
      ...(text(part.handed_out) === '' ? {} : { handed_out: text(part.handed_out) }),
      script: blocks(part.script).map(({ when, say }) => ({ when: text(when), say: text(say) })),
    })),
    files: blocks(given.files).map((file) => ({
      path: text(file.path),
      for: file.for === 'candidate' ? ('candidate' as const) : ('interviewer' as const),
      text: text(file.text),
    })),
    levels: levelTexts(given.levels),
    handed_out: blocks(given.handed_out).map(readExhibit),
    on_request: blocks(given.on_request).map(readExhibit),
  }
}

const readGivens = (rows: unknown) =>
  Object.fromEntries(
    Object.entries(block(rows)).flatMap(([name, row]) => {
      const [value, unit, words] = listed(row)
      return typeof value === 'number' ? [[name, [value, text(unit), text(words)] as [number, string, string]]] : []
    }),
  )

function readExhibit(given: Given): Exhibit {
  const csv = text(given.csv)
  return {
    ...{ id: text(given.id), name: text(given.name), rows: text(given.rows) },
    ...{ shows: text(given.shows), hides: text(given.hides) },
    ...(text(given.asked_as) === '' ? {} : { asked_as: text(given.asked_as) }),
    columns: Object.fromEntries(Object.entries(block(given.columns)).map(([name, words]) => [name, text(words)])),
    charts: blocks(given.charts).flatMap(readChart),
    csv: isTable(csv) ? csv : '',
  }
}

function readChart(given: Given): ExhibitChart[] {
  const y = texts(given.y)
  if (text(given.x) === '' || y.length === 0) return []
  const [low, high] = listed(given.axis)
  return [
    {
      ...{ title: text(given.title), x: text(given.x), y },
      ...(text(given.per) === '' ? {} : { per: text(given.per) }),
      ...(text(given.by) === '' ? {} : { by: text(given.by) }),
      ...(given.kind === 'bar' || given.kind === 'line' ? { kind: given.kind } : {}),
      ...(typeof low === 'number' && typeof high === 'number' ? { axis: [low, high] as [number, number] } : {}),
    },
  ]
}

const CELL = String.raw`(?:[^",]*|"(?:[^"]|"")*")`
const LINE = new RegExp(`^${CELL}(?:,${CELL})*$`)

/** Can the text be read as a table? Quotes stand round whole cells. */
const isTable = (csv: string): boolean => csv.split(/\r?\n/).every((line) => LINE.test(line))
