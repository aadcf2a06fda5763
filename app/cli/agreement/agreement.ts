import path from 'node:path'
import { mustExist } from '~/domain/shared/must-exist'
import { AgreementDocument, describeAgreement, type Metric } from '~/engine'
import { BadInput, type LongColumns, readTableFile } from '~/engine/ratings-file'
import { readArguments, WrongArguments } from '~/platform/arguments.server'

const METRICS: readonly Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

export const HELP = `Measures the agreement between raters and prints it as JSON.

  npm run -s agreement -- TABLE [options]

TABLE is a CSV, TSV, XLSX or ODS file. It has one column per rater and one row per unit; leave missing values blank (or NA). A first column called unit,
target, subject, item, id, candidate or case names the units.

  --long unit,rater,value   one value per row instead, in columns of these names
  --metric METRIC           nominal, ordinal (default), interval or ratio: the distances of Krippendorff's alpha
  --sheet NAME              sheet of a spreadsheet; default: the first that is not hidden
  --help                    this text

What is printed (assay.agreement/1), all intervals 95 %:
  icc                Shrout and Fleiss's six intraclass correlations, over the units that all raters rated
  krippendorffAlpha  for any number of raters, with missing values; 1 is perfect agreement, 0 is chance
  kappa              Cohen's kappa for each pair of raters: unweighted, linear and quadratic weights
  exact              share of pairs of ratings of the same unit that are equal
What is not defined is null, and a warning says why. This is agreement between raters; for the reliability of candidates'
scores and the severity of raters, use calibrate.
`

/** The whole command. Returns its exit code: 0, or 2 with a sentence on standard error. */
export async function agreement(argv: readonly string[], directory: string): Promise<number> {
  try {
    const options = readOptions(argv)
    if (options === null) {
      process.stdout.write(HELP)
      return 0
    }
    const { table, given, sha256, warnings } = await readTableFile(
      path.resolve(directory, options.file),
      options.long,
      options.metric,
      options.sheet === undefined ? {} : { sheet: options.sheet },
    )
    const measured = describeAgreement(table, options.metric, generator())
    const document = AgreementDocument.parse({
      schema: 'assay.agreement/1',
      input: { units: table.units, raters: table.raters, values: given, sha256 },
      ...measured,
      warnings: [...warnings, ...measured.warnings],
    })
    process.stdout.write(`${JSON.stringify(document)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

interface AgreementOptions {
  file: string
  long: LongColumns | null
  metric: Metric
  sheet: string | undefined
}

function readOptions(argv: readonly string[]): AgreementOptions | null {
  let parsed
  try {
    parsed = readArguments({
      args: [...argv],
      allowPositionals: true,
      options: {
        long: { type: 'string' },
        metric: { type: 'string' },
        sheet: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    if (error instanceof WrongArguments) throw new BadInput(error.message)
    throw error
  }
  const { values, positionals } = parsed
  if (values.help) return null
  if (positionals.length !== 1) throw new BadInput('Give one file: npm run -s agreement -- TABLE.csv. See --help.')
  const metric = METRICS.find((known) => known === (values.metric ?? 'ordinal'))
  if (!metric) throw new BadInput(`--metric ${values.metric}: give nominal, ordinal, interval or ratio.`)
  return {
    file: mustExist(positionals[0], 'table among the arguments'),
    long: values.long === undefined ? null : longColumns(values.long),
    metric,
    sheet: values.sheet,
  }
}

function longColumns(given: string): LongColumns {
  const [unit, rater, value, ...more] = given.split(',').map((name) => name.trim())
  if (!unit || !rater || !value || more.length > 0)
    throw new BadInput(`--long ${given}: name three columns, such as --long unit,rater,value.`)
  return { unit, rater, value }
}

/** Mulberry32: a fixed seed, so that the same file gives the same interval. */
function generator(): () => number {
  let state = 20_261_121
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
