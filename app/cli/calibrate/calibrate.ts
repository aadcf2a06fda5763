import path from 'node:path'
import {
  asOrdinal,
  auditFit,
  CalibrationDocument,
  duplicateRatings,
  finishRatings,
  type FittedRatings,
  type PreparedRatings,
  prepareRatings,
  raschLayer,
  type RatingsRequest,
  reportPlots,
  type RoleColumns,
  type Warning,
} from '~/engine'
import { renderReport } from '~/components/report/render-report'
import { BadInput, type RatingsFile, readRatings } from '~/engine/ratings-file'
import { chooseColumns, wishedColumns, type ChosenColumns } from './choose-columns'
import { HELP } from './help'
import { readOptions, type CalibrateOptions } from './options'
import { Progress } from './progress'
import { solve } from './solve'
import { compareWithOrdinal, solveOrdinalRatings } from './solve-ordinal'
import { documentPieces, dropUnfinished, writeFileWhole, writeOut } from './write-document'
import { writeTables } from './write-tables'

/** What a shell reports of a command that Ctrl-C ended. */
const INTERRUPTED = 130

/** Ends the process with its threads; a file that was being written is as it was before. */
function stopAtOnce(): void {
  dropUnfinished()
  process.stderr.write('\nStopped; nothing was written.\n')
  process.exit(INTERRUPTED)
}

/** The whole command. Returns its exit code: 0, or 2 with a sentence on standard error. */
export async function calibrate(argv: readonly string[], directory: string): Promise<number> {
  process.once('SIGINT', stopAtOnce)
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
  } finally {
    process.removeListener('SIGINT', stopAtOnce)
  }
}

async function calibrateFile(options: CalibrateOptions, directory: string): Promise<void> {
  const start = performance.now()
  const progress = new Progress()
  const chosen: ChosenColumns = { score: '', roles: {}, warnings: [] }
  const file = await readRatings(
    path.resolve(directory, options.file),
    path.basename(options.file),
    (header) => {
      Object.assign(chosen, chooseColumns(header, options))
      return wishedColumns(chosen, options)
    },
    (rows) => progress.say(`read ${rows} rows`),
  )
  const readMs = performance.now() - start
  refuseOverflow(file, chosen.score)
  const { score, roles } = chosen
  const request: RatingsRequest = { ...options, score, roles }
  const prepared = prepareRatings(file.table, options.family === 'ordinal' ? asOrdinal(request) : request)
  if (!prepared.ok) throw new BadInput(prepared.error.message)
  const audited: Warning[] = []
  const fit = options.family === 'ordinal' ? solveOrdinalRatings : solveGaussian
  const { body, answer } = await fit(prepared.value, options, path.basename(options.file), progress, audited)
  if (options.sensitivity) audited.push(compareWithOrdinal(prepared.value, body, options, progress))
  progress.end()
  const rasch = options.rasch ? raschLayer(prepared.value, audited) : null
  const now = performance.now()
  const document = CalibrationDocument.parse({
    schema: 'assay.calibration/1',
    input: { rows: file.rows, used: file.used, skipped: file.skipped, sha256: file.sha256 },
    ...body,
    rasch,
    warnings: [...file.warnings, ...chosen.warnings, ...duplicates(file, roles), ...body.warnings, ...audited],
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

async function solveGaussian(
  prepared: PreparedRatings,
  options: CalibrateOptions,
  file: string,
  progress: Progress,
  warnings: Warning[],
) {
  const answer = await solve(prepared, options, file, progress)
  refuseExact(prepared, answer, file)
  if (answer.path === 'iterative') {
    const { interviewer, period, group } = prepared.request.roles
    if (interviewer !== undefined && (period !== undefined || group !== undefined))
      warnings.push({
        code: 'AUDIT_LEFT_OUT',
        message:
          'Drift and differential functioning are not tested on the iterative path; give a part of the ratings with --path exact to have them tested.',
      })
    return { body: finishRatings(prepared, answer), answer }
  }
  const audit = auditFit(prepared, warnings, (step) => progress.say(`testing drift and groups, step ${step}`))
  return { body: finishRatings(prepared, answer, audit), answer }
}

/** Share of the scores' variance below which a residual that does not settle is on its way to 0. */
const NO_NOISE = 1e-6

function refuseExact(
  { job: { problem } }: PreparedRatings,
  { converged, variances }: FittedRatings,
  file: string,
): void {
  if (converged) return
  const { y, random } = problem
  const mean = y.reduce((s, x) => s + x, 0) / y.length
  const spread = y.reduce((s, x) => s + (x - mean) ** 2, 0) / y.length
  if (variances[random.length] < NO_NOISE * spread)
    throw new BadInput(
      `${file}: the terms of the model explain every score exactly, so there is no noise to judge them by; leave out a term, or look whether scores were copied`,
    )
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

/** Beyond this a sum of squares is no number any more. */
const LARGEST_SCORE = 1e100

function refuseOverflow({ table }: RatingsFile, score: string): void {
  const large = table.numbers.get(score)!.find((y) => Math.abs(y) > LARGEST_SCORE)
  if (large !== undefined)
    throw new BadInput(`the column "${score}" holds ${large}; scores are reckoned with up to ${LARGEST_SCORE} in size`)
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
