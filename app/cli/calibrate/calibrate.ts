import path from 'node:path'
import { columnKinds } from '~/stats/design'
import { columnsOf } from '~/stats/formula'
import { auditFit } from '~/domain/calibration/ratings/audit-fit'
import {
  finishRatings,
  prepareRatings,
  type PreparedRatings,
  type RatingsRequest,
} from '~/domain/calibration/ratings/calibrate-ratings'
import { CalibrationDocument, type Warning } from '~/domain/calibration/ratings/document'
import { duplicateRatings } from '~/domain/calibration/ratings/duplicate-ratings'
import { asOrdinal } from '~/domain/calibration/ratings/ordinal-ratings'
import { raschLayer } from '~/domain/calibration/ratings/rasch-layer'
import { reportPlots } from '~/domain/calibration/ratings/report-plots'
import { LEVEL_ROLES, ROLES, type RoleColumns } from '~/domain/calibration/ratings/roles'
import { renderReport } from '~/components/report/render-report'
import { BadInput } from './bad-input'
import type { ColumnWish } from './columns'
import { HELP } from './help'
import { readOptions, type CalibrateOptions } from './options'
import { Progress } from './progress'
import { readRatings, type RatingsFile } from './read-ratings'
import { solve } from './solve'
import { solveOrdinalRatings } from './solve-ordinal'
import { documentPieces, writeFileWhole, writeOut } from './write-document'
import { writeTables } from './write-tables'

/** The whole command. Returns its exit code: 0, or 2 with a sentence on standard error. */
export async function calibrate(argv: readonly string[], directory: string): Promise<number> {
  try {
    const options = readOptions(argv)
    if (options === null) {
      await writeOut([HELP])
      return 0
    }
    await calibrateFile(options, directory)
    return 0
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

async function calibrateFile(options: CalibrateOptions, directory: string): Promise<void> {
  const start = performance.now()
  const progress = new Progress()
  const chosen: { score: string; roles: RoleColumns } = { score: '', roles: {} }
  const file = await readRatings(
    path.resolve(directory, options.file),
    path.basename(options.file),
    (header) => {
      Object.assign(chosen, chooseColumns(header, options))
      return wishes(chosen.score, chosen.roles, options)
    },
    (rows) => progress.say(`read ${rows} rows`),
  )
  const readMs = performance.now() - start
  const request: RatingsRequest = { ...options, ...chosen }
  const prepared = prepareRatings(file.table, options.family === 'ordinal' ? asOrdinal(request) : request)
  if (!prepared.ok) throw new BadInput(prepared.error.message)
  const audited: Warning[] = []
  const fit = options.family === 'ordinal' ? solveOrdinalRatings : solveGaussian
  const { body, answer } = fit(prepared.value, options, path.basename(options.file), progress, audited)
  progress.end()
  const rasch = options.rasch ? raschLayer(prepared.value, audited) : null
  const now = performance.now()
  const document = CalibrationDocument.parse({
    schema: 'assay.calibration/1',
    input: { rows: file.rows, used: file.used, skipped: file.skipped, sha256: file.sha256 },
    ...body,
    rasch,
    warnings: [...file.warnings, ...duplicates(file, chosen.roles), ...body.warnings, ...audited],
    timings: { readMs, fitMs: now - start - readMs, totalMs: now - start },
  })
  if (options.csv !== null) await writeTables(path.resolve(directory, options.csv), document)
  if (options.report !== null) {
    const page = renderReport({ document, plots: reportPlots(path.basename(options.file), prepared.value, answer) })
    await writeResult(path.resolve(directory, options.report), [page])
  }
  if (options.out === null) await writeOut(documentPieces(document))
  else await writeResult(path.resolve(directory, options.out), documentPieces(document))
}

function solveGaussian(
  prepared: PreparedRatings,
  options: CalibrateOptions,
  file: string,
  progress: Progress,
  warnings: Warning[],
) {
  const answer = solve(prepared, options, file, progress)
  const audit =
    answer.path === 'exact'
      ? auditFit(prepared, warnings, (step) => progress.say(`testing drift and groups, step ${step}`))
      : { drift: null, differential: null }
  return { body: finishRatings(prepared, answer, audit), answer }
}

async function writeResult(target: string, pieces: Iterable<string>): Promise<void> {
  try {
    await writeFileWhole(target, pieces)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const why = code === 'ENOENT' ? 'its folder does not exist' : code === 'EISDIR' ? 'it is a folder' : code
    throw new BadInput(`cannot write ${target}: ${why}`)
  }
}

function chooseColumns(header: readonly string[], options: CalibrateOptions): { score: string; roles: RoleColumns } {
  const present = (name: string, flag: string) => {
    if (header.includes(name)) return name
    throw new BadInput(`line 1: there is no column "${name}"${flag}; the columns are ${header.slice(0, 30).join(', ')}`)
  }
  const roles: RoleColumns = {}
  for (const role of ROLES) {
    const given = options.roles[role]
    if (given !== undefined) roles[role] = present(given, ` (--${role})`)
    else if (header.includes(role) && role !== options.score) roles[role] = role
  }
  for (const name of options.formula ? columnsOf(options.formula) : []) present(name, ' (--formula)')
  const score = present(
    options.score ?? 'score',
    options.score === null ? '; name the score column with --score' : ' (--score)',
  )
  const twice = Object.entries(roles).find(([, column]) => column === score)
  if (twice) throw new BadInput(`the column "${score}" cannot be both the score and the ${twice[0]}`)
  return { score, roles }
}

function wishes(score: string, roles: RoleColumns, options: CalibrateOptions): ColumnWish[] {
  const out = new Map<string, ColumnWish>()
  const wish = (name: string): ColumnWish => {
    let w = out.get(name)
    if (!w) out.set(name, (w = { name, levels: false, numbers: 'never', required: false }))
    return w
  }
  Object.assign(wish(score), { numbers: 'always', required: true })
  if (options.formula) {
    const kinds = columnKinds(options.formula)
    for (const name of kinds.asNumber) Object.assign(wish(name), { numbers: 'always', required: true })
    for (const name of kinds.asFactor) Object.assign(wish(name), { levels: true, required: true })
    for (const name of kinds.either) {
      const w = wish(name)
      Object.assign(w, { levels: true, required: true, numbers: w.numbers === 'always' ? 'always' : 'ifAll' })
    }
  }
  for (const role of ROLES) {
    const name = roles[role]
    if (name === undefined) continue
    const w = wish(name)
    w.levels = true
    if (role === 'period' && w.numbers === 'never') w.numbers = 'ifAll'
    if (options.formula === null && LEVEL_ROLES.includes(role)) w.required = true
  }
  return [...out.values()]
}

function duplicates(file: RatingsFile, roles: RoleColumns): Warning[] {
  const found = duplicateRatings(file.table, roles)
  if (found === null || found.count === 0) return []
  return [
    {
      code: 'DUPLICATE_RATINGS',
      message: `${found.count} ratings repeat the ${found.columns.join(', ')} of an earlier one (first: ${found.example.join(', ')}); each counts as a rating of its own.`,
    },
  ]
}
