import { readFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mustExist } from '~/domain/shared/must-exist'
import { csvOf, readTable, TableProblem, xlsxOf, type Cell } from '~/tables'
import { milliseconds, type Report, type Suite } from './figure'
import { generator, type Random } from './generator'
import { mutated, packed, unpacked } from './mutated-files'

const MUTATIONS = 5000
/** A file of a few kilobytes takes about a millisecond; one that takes this long would hang with a larger one. */
const SLOWEST_MS = 2000

/**
 * The readers of tables on files with random damage: each is read or refused with a sentence, in bounded time. And how long a
 * table of 20,000 rows takes, and for how long nothing else has its turn meanwhile.
 */
export const tables: Suite = {
  name: 'tables',
  onlyWhenNamed: true,
  async run(report) {
    const csv = await csvBytes(COLUMNS, small())
    await readMutated(report, 'CSV', (random) => Promise.resolve(mutated(csv, random)))
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv.toString().slice(1), 'utf16le')])
    await readMutated(report, 'CSV in UTF-16', (random) => Promise.resolve(mutated(utf16, random)))
    const xlsx = Buffer.from(await xlsxOf([sheet(small())]))
    await readMutated(report, 'XLSX', await insideOf(xlsx))
    const golden = 'test/golden/spreadsheets/libreoffice'
    await readMutated(report, 'XLSX of LibreOffice', await insideOf(await readFile(`${golden}.xlsx`)))
    await readMutated(report, 'ODS of LibreOffice', await insideOf(await readFile(`${golden}.ods`)))
    await readLarge(report, 'CSV', await csvBytes(COLUMNS, large()))
    await readLarge(report, 'XLSX', Buffer.from(await xlsxOf([sheet(large())])))
  },
}

const COLUMNS = ['name', 'e-mail', 'phone', 'notes', 'score', 'date']
const sheet = (rows: Cell[][]) => ({ name: 'Data', columns: COLUMNS.map((name) => ({ name })), rows })
const rowOf = (at: number): Cell[] => [
  `Yára Haddad ${at}`,
  `yara${at}@example.org`,
  `+49 151 ${1000 + at}`,
  at % 3 === 0 ? `Dear team,\nI "build" models; ${at}` : '',
  1 + (at % 4),
  new Date(Date.UTC(2026, 0, 1) + at * 86_400_000),
]
const small = () => Array.from({ length: 30 }, (_, at) => rowOf(at))
const large = () => Array.from({ length: 20_000 }, (_, at) => rowOf(at))

async function csvBytes(columns: string[], rows: Cell[][]): Promise<Buffer> {
  const pieces: string[] = []
  for await (const piece of csvOf(columns, rows)) pieces.push(piece)
  return Buffer.from(pieces.join(''))
}

/** Damage to one entry of the archive, or now and then to the archive itself. */
async function insideOf(file: Buffer): Promise<(random: Random) => Promise<Buffer>> {
  const parts = await unpacked(file)
  const names = [...parts.keys()].filter((name) => /workbook|sheet|styles|Strings|content\.xml|\.rels/.test(name))
  return (random) => {
    if (random() < 0.15) return Promise.resolve(mutated(file, random))
    const name = mustExist(names[Math.floor(random() * names.length)], 'entry of the archive')
    return packed(new Map([...parts, [name, mutated(mustExist(parts.get(name), name), random)]]))
  }
}

/** @throws Error with the number of the file that was neither read nor refused, or took too long */
async function readMutated(report: Report, kind: string, make: (random: Random) => Promise<Buffer>): Promise<void> {
  let read = 0
  let slowest = 0
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const bytes = await make(generator(seed))
    const took = await milliseconds(async () => {
      try {
        await readTable({ name: 'table', bytes })
        read++
      } catch (error) {
        if (!(error instanceof TableProblem))
          throw new Error(`${kind}, mutation ${seed}: ${String(error)}`, { cause: error })
      }
    })
    if (took > SLOWEST_MS) throw new Error(`${kind}, mutation ${seed}: took ${Math.round(took)} ms`)
    slowest = Math.max(slowest, took)
  }
  report({ name: `${kind}, ${MUTATIONS} files with damage: read`, value: read, unit: 'files', baseline: null })
  report({ name: `${kind}, ${MUTATIONS} files with damage: slowest`, value: slowest, unit: 'ms', baseline: null })
}

async function readLarge(report: Report, kind: string, bytes: Buffer): Promise<void> {
  await readTable({ name: 'table', bytes })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const took = await milliseconds(() => readTable({ name: 'table', bytes }))
  delay.disable()
  report({ name: `${kind} of 20,000 rows: read`, value: took, unit: 'ms', baseline: null })
  report({ name: `${kind} of 20,000 rows: longest pause`, value: delay.max / 1e6, unit: 'ms', baseline: null })
}
