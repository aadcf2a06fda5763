import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { CalibrationDocument } from '~/engine'
import { BadInput } from '~/engine/ratings-file'
import { writeFileWhole } from './write-document'

type Row = Record<string, string | number | null>

/** The document's lists as tables, by file name; lists that are null or empty have none. */
export function tablesOf(document: CalibrationDocument): Map<string, Row[]> {
  const tables: [string, readonly Row[] | null | undefined][] = [
    ['variance-components', Object.entries(document.varianceComponents).map(([term, v]) => ({ term, ...v }))],
    ['fixed-effects', document.fixedEffects],
    ['effects', Object.entries(document.effects).flatMap(([term, list]) => list.map((e) => ({ term, ...e })))],
    [
      'candidates',
      document.candidates?.map(({ evsi, ...c }) => ({
        ...c,
        evsiZeroOne: evsi?.zeroOne ?? null,
        evsiLinear: evsi?.linear ?? null,
      })),
    ],
    ['interviewers', document.interviewers],
    ['scorecards', document.scorecards],
    ['contrasts', document.linking?.contrasts],
    ['drift', document.drift],
    ['differential', document.differential],
    ['rasch', document.rasch?.measures],
    ['panel-reliability', document.reliability?.panel],
    ['thresholds', document.thresholds],
    ['skipped', document.input.skipped.first],
    ['warnings', document.warnings],
  ]
  return new Map(tables.flatMap(([name, rows]) => (rows && rows.length > 0 ? [[name, [...rows]]] : [])))
}

const ROWS_AT_ONCE = 5000

function* pieces(rows: readonly Row[]): Generator<string> {
  const columns = Object.keys(rows[0] ?? {})
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE)
    yield stringify(rows.slice(i, i + ROWS_AT_ONCE), { header: i === 0, columns, escape_formulas: true })
}

/** Writes one CSV file per list into `folder`, which is made if need be. @throws BadInput when it cannot be written. */
export async function writeTables(folder: string, document: CalibrationDocument): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    for (const [name, rows] of tablesOf(document)) await writeFileWhole(path.join(folder, `${name}.csv`), pieces(rows))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new BadInput(`cannot write the tables to ${folder}: ${code === 'EEXIST' ? 'it is not a folder' : code}`)
  }
}
