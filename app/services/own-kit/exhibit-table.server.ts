import { chartExcess } from '~/domain/kit/chart-excess'
import { csvText, MOST_ROWS, tableOf } from '~/domain/kit/exhibit-table'
import { at, isEntries, itemsAt, textAt, type Block, type Node } from '~/domain/kit-draft/content'
import { columnChanges, isGenerated, replaceTable, tablePrint } from '~/domain/kit-draft/exhibit-changes'
import { columnsTyped, type ColumnsForm, type ReplaceTable } from '~/domain/kit-draft/exhibit-forms'
import { MOST_TABLE } from '~/domain/kit-draft/limits'
import { fileWrong } from '~/domain/kit-draft/uploaded-numbers'
import { uploadedTable } from '~/domain/kit-draft/uploaded-table'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { readTable, TableProblem } from '~/tables'
import { changeDraft } from './change-draft.server'
import { findExhibit, type InPrompt } from './read-exhibit.server'
import { sentBefore } from './sent-before.server'

type Refused = { code: string; message?: string; fieldErrors?: Record<string, string> }
const STALE = {
  code: 'DRAFT_CONFLICT',
  message:
    'Somebody else changed this table since you opened the page, so nothing of it was changed. Look at it again.',
} as const
const LOCKED = {
  code: 'DRAFT_CONFLICT',
  message: 'This draft is in review, so nothing of it changes. Take it back to go on editing.',
} as const

/** Rows of a file that are shown before it replaces a table. */
const SHOWN = 12

/** A file that may become an exhibit's table, as its author sees it before; nothing is changed. */
export type Upload = {
  csv: string
  header: string[]
  first: string[][]
  rows: number
  /** What each column holds: known from the exhibit, or suggested by the file. */
  columns: { name: string; known: string | null; said: string }[]
  notes: string[]
  /** Rows that it replaces. */
  replaces: number
  lostInCharts: string[]
  leavesGenerator: boolean
}

/** Reads a file as the table of an exhibit. A file that cannot be one is refused in one sentence with its line. */
export async function readUpload(
  viewer: Viewer,
  kitId: number,
  address: InPrompt,
  file: { name: string; bytes: Uint8Array } | null,
): Promise<Result<Upload, Refused>> {
  const found = await findExhibit(viewer, kitId, address)
  if (!found.ok) return found
  const { draft, content, path, node } = found.value
  if (draft.state !== 'draft') return fail(LOCKED)
  if (!file) return fileWrong('Choose a file first.')
  const read = await tableIn(file)
  if (!read.ok) return read
  const { table, said, notes } = read.value
  const csv = csvText(table)
  if (csv.length > MOST_TABLE) return fileWrong('The table is larger than 1 MB; keep only the columns and rows needed.')
  const described = at(node, ['columns'])
  const known = new Map(
    isEntries(described) ? described['##'].map(([, { name, value }]) => [name, textAt(value, [])]) : [],
  )
  return ok({
    csv,
    header: table.header,
    first: table.rows.slice(0, SHOWN),
    rows: table.rows.length,
    columns: table.header.map((name) => ({ name, known: known.get(name) ?? null, said: said[name] ?? '' })),
    notes: [...notes, ...tooLargeIn(node, csv)],
    replaces: tableOf(textAt(node, ['csv'])).rows.length,
    lostInCharts: lostIn(content, path, table.header),
    leavesGenerator: isGenerated(content, path),
  })
}

async function tableIn({ name, bytes }: { name: string; bytes: Uint8Array }) {
  try {
    const table = await readTable({ name, bytes }, { maxBytes: 2 * MOST_TABLE, maxRows: MOST_ROWS, maxCells: 150_000 })
    const read = uploadedTable(table)
    if (!read.ok) return read
    const reader = table.notes.map(({ message }) => message)
    return ok({ ...read.value, notes: [...reader, ...read.value.notes] })
  } catch (error) {
    if (error instanceof TableProblem) return fileWrong(error.sentence)
    throw error
  }
}

/** Charts that use a column which the new table does not have. */
function lostIn(content: Block, path: readonly string[], header: readonly string[]): string[] {
  return itemsAt(content, [...path, 'charts']).flatMap(([key, chart]) => {
    const used = [
      ...['x', 'by', 'per'].map((field) => textAt(chart, [field])),
      ...itemsAt(chart, ['y']).map(([, one]) => textAt(one, [])),
    ].filter((name) => name !== '')
    return used.every((name) => header.includes(name)) ? [] : [textAt(chart, ['title']) || key]
  })
}

/** Charts that the new table makes too large to be drawn. */
function tooLargeIn(node: Node, csv: string): string[] {
  return itemsAt(node, ['charts']).flatMap(([key, chart]) => {
    const by = textAt(chart, ['by'])
    const y = itemsAt(chart, ['y']).map(([, one]) => textAt(one, []))
    const title = textAt(chart, ['title']) || key
    const excess = chartExcess({ csv }, { title, x: textAt(chart, ['x']), y, ...(by === '' ? {} : { by }) })
    return excess ? [`Chart “${title}”: ${excess.message}`] : []
  })
}

/** Puts a table that was uploaded and seen in an exhibit's place, with what its new columns hold. */
export async function replaceExhibitTable(
  viewer: Viewer,
  kitId: number,
  address: InPrompt,
  { draft: shown, clientKey, print, csv }: ReplaceTable,
  said: Record<string, string>,
): Promise<Result<object, Refused>> {
  const found = await findExhibit(viewer, kitId, address)
  if (!found.ok) return found
  const { draft, content, path, node } = found.value
  const send = { draft: shown, clientKey, act: 'replace-table', filled: { path, print, csv, said } }
  const before = await sentBefore(db(), viewer, draft, send)
  if (!before.ok) return before
  if (before.value) return ok({})
  if (tablePrint(node) !== print) return fail(STALE)
  const { header, rows } = tableOf(csv)
  if (rows.length > MOST_ROWS) return fileWrong(`The table has more than ${MOST_ROWS} rows; keep fewer.`)
  const read = uploadedTable({ header, headerLine: 1, rows: rows.map((cells, row) => ({ line: row + 2, cells })) })
  if (!read.ok) return read
  const changes = replaceTable(content, path, { table: read.value.table, said })
  return changeDraft(viewer, kitId, send, changes, { whole: true })
}

/** Names, adds, moves or removes columns of an exhibit. */
export async function changeColumns(
  viewer: Viewer,
  kitId: number,
  address: InPrompt,
  form: ColumnsForm,
  fields: Iterable<readonly [string, unknown]>,
): Promise<Result<object, Refused>> {
  const found = await findExhibit(viewer, kitId, address)
  if (!found.ok) return found
  const { draft, content, path, node } = found.value
  const typed = columnsTyped(fields, form.do)
  if (!typed.ok) return fail({ code: 'FORM_WRONG', fieldErrors: typed.fieldErrors, message: 'A name is wrong.' })
  const { draft: shown, clientKey, print } = form
  const send = { draft: shown, clientKey, act: 'columns', filled: { path, print, ...typed } }
  const before = await sentBefore(db(), viewer, draft, send)
  if (!before.ok) return before
  if (before.value) return ok({})
  if (tablePrint(node) !== print) return fail(STALE)
  if (isGenerated(content, path))
    return fail({ code: 'FORM_WRONG', message: 'The generator makes this table; change its columns there.' })
  const changes = columnChanges(content, path, typed.names, typed.act)
  return changeDraft(viewer, kitId, send, changes, { whole: true })
}
