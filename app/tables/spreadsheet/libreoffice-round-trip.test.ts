import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable, xlsxOf, type Cell } from '../index'

/** Skipped, as the report of the tests says, where LibreOffice is not installed. */
const installed = spawnSync('soffice', ['--version']).status === 0

const text = fc.oneof(
  fc.constantFrom(
    '=1+2',
    '+49 151 1234567',
    "'quoted",
    '007',
    'NA',
    'a;b',
    'two\nlines',
    'TRUE',
    '2026-11-30',
    '_x0041_',
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }).filter((one) => one.trim() === one),
)
/** LibreOffice keeps 15 digits. */
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: -99_999_999, max: 99_999_999 }).map((n) => n / 1000),
)
const date = fc
  .date({ min: new Date('1900-03-01'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((one) => new Date(Math.floor(one.getTime() / 1000) * 1000))
const row = fc.tuple(fc.constant<Cell>('k'), text, number, fc.boolean(), date, fc.constantFrom<Cell>(null, 'x'))

function shown(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (!(cell instanceof Date)) return String(cell)
  const iso = cell.toISOString()
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19)
}

test.skipIf(!installed)('any table that LibreOffice opens and saves as XLSX or ODS reads back equal', async () => {
  const rows = fc.sample(row, { numRuns: 500, seed: 20261130 })
  const columns = ['key', 'text', 'number', 'truth', 'date', 'last'].map((name) => ({ name }))
  const folder = mkdtempSync(path.join(tmpdir(), 'libreoffice-'))
  try {
    writeFileSync(path.join(folder, 'table.xlsx'), await xlsxOf([{ name: 'Data', columns, rows }]))
    for (const format of ['ods', 'xlsx']) {
      const profile = `-env:UserInstallation=file://${folder}/profile`
      execFileSync(
        'soffice',
        [profile, '--headless', '--convert-to', format, '--outdir', `${folder}/out`, `${folder}/table.xlsx`],
        { stdio: 'ignore' },
      )
      const read = await readTable({ name: 'table', bytes: readFileSync(`${folder}/out/table.${format}`) })
      expect(read).toMatchObject({ format, sheet: 'Data', header: columns.map(({ name }) => name) })
      expect(read.rows.map(({ cells }) => cells)).toEqual(rows.map((cells) => cells.map(shown)))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
