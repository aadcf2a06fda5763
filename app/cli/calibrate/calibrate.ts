import { availableParallelism } from 'node:os'
import path from 'node:path'
import { CalibrationDocument, fitRatings, type FitRatingsRequest } from '~/engine'
import { renderReport } from '~/components/report/render-report'
import { BadInput, readFacets, readRatings } from '~/engine/ratings-file'
import { fitLarge } from '~/workers/large-fit'
import { chooseColumns, refuseDataAsHeader, wishedColumns, type ChosenColumns } from './choose-columns'
import { HELP } from './help'
import { readOptions, type CalibrateOptions } from './options'
import { Progress } from './progress'
import { scaleWarnings } from './scale-warnings'
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

/** Threads of the iterative path unless told otherwise. */
const MOST_THREADS = 8

async function calibrateFile(options: CalibrateOptions, directory: string): Promise<void> {
  const start = performance.now()
  const name = path.basename(options.file)
  const progress = new Progress()
  const chosen: ChosenColumns = { score: '', roles: {}, warnings: [] }
  const wish = (header: string[], headerLine: number) => {
    Object.assign(chosen, chooseColumns(header, options, headerLine))
    return wishedColumns(chosen, options)
  }
  const source = path.resolve(directory, options.file)
  const onRows = (rows: number) => progress.say(`read ${rows} rows`)
  const file = options.facets
    ? await readFacets(source, name, options.facets, wish)
    : await readRatings(source, name, wish, onRows, options.sheet === null ? {} : { sheet: options.sheet })
  if (options.facets === null) refuseDataAsHeader(name, file, chosen)
  const readMs = performance.now() - start
  const threads = options.threads ?? Math.min(availableParallelism(), MOST_THREADS)
  const request: FitRatingsRequest = { ...options, score: chosen.score, roles: chosen.roles, threads }
  const fitted = await fitRatings(file.table, request, {
    onProgress: (what) => progress.say(what),
    runElsewhere: (task, onStep) => fitLarge(task, { onStep }),
  })
  progress.end()
  if (!fitted.ok)
    throw new BadInput(`${fitted.error.code === 'NOT_ESTIMABLE' ? `${name}: ` : ''}${fitted.error.message}`)
  const { answer, plots } = fitted.value
  const now = performance.now()
  const document = CalibrationDocument.parse({
    schema: 'assay.calibration/1',
    input: { rows: file.rows, used: file.used, skipped: file.skipped, sha256: file.sha256 },
    ...answer,
    warnings: [...file.warnings, ...chosen.warnings, ...scaleWarnings(file, chosen, options), ...answer.warnings],
    timings: { readMs, fitMs: now - start - readMs, totalMs: now - start },
  })
  if (options.csv !== null) await writeTables(path.resolve(directory, options.csv), document)
  if (options.report !== null)
    await writeResult(path.resolve(directory, options.report), [renderReport({ document, plots: plots(name) })])
  if (options.out === null) await writeOut(documentPieces(document))
  else await writeResult(path.resolve(directory, options.out), documentPieces(document))
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
