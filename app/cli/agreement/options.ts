import type { Metric } from '~/engine'
import { type AgreementOptions, BadInput, levelsFrom, type LongColumns } from '~/engine/ratings-file'
import { readArguments, WrongArguments } from '~/platform/arguments.server'

const METRICS: readonly Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

/** The command line; null where only help is asked for. @throws BadInput for what cannot be understood */
export function readOptions(argv: readonly string[]): ({ file: string } & AgreementOptions) | null {
  const { values, positionals } = parsed(argv)
  if (values.help) return null
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new BadInput('Give one file: npm run -s agreement -- TABLE.csv. See --help.')
  const metric = METRICS.find((known) => known === (values.metric ?? 'ordinal'))
  if (!metric) throw new BadInput(`--metric ${values.metric}: give nominal, ordinal, interval or ratio.`)
  const { long, levels, unit, raters, scale, sheet } = values
  if (long !== undefined && (unit !== undefined || raters !== undefined))
    throw new BadInput('--unit and --raters name columns of a table with a column per rater; --long names its own.')
  if (levels !== undefined && scale !== undefined)
    throw new BadInput('--levels names every value that a rating can have, so --scale is not needed beside it.')
  return {
    file,
    metric,
    long: long === undefined ? null : longColumns(long),
    levels: levels === undefined ? null : levelsFrom(levels),
    unit: unit ?? null,
    raters: raters === undefined ? null : raterColumns(raters),
    scale: scale === undefined ? null : scaleOf(scale),
    sheet: sheet ?? null,
  }
}

function parsed(argv: readonly string[]) {
  try {
    return readArguments({
      args: [...argv],
      allowPositionals: true,
      options: {
        long: { type: 'string' },
        metric: { type: 'string' },
        levels: { type: 'string' },
        unit: { type: 'string' },
        raters: { type: 'string' },
        scale: { type: 'string' },
        sheet: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    if (error instanceof WrongArguments) throw new BadInput(error.message)
    throw error
  }
}

function longColumns(given: string): LongColumns {
  const [unit, rater, value, ...more] = given.split(',').map((name) => name.trim())
  if (!unit || !rater || !value || more.length > 0 || new Set([unit, rater, value]).size < 3)
    throw new BadInput(`--long ${given}: name three different columns, such as --long unit,rater,value.`)
  return { unit, rater, value }
}

function raterColumns(given: string): string[] {
  const names = given.split(',').map((name) => name.trim())
  if (names.includes('') || new Set(names).size < names.length)
    throw new BadInput(`--raters ${given}: name the columns of the raters, each once, such as --raters "Ada,Ben".`)
  return names
}

function scaleOf(given: string): [number, number] {
  const [min, max, ...more] = given.split(':').map((end) => (end.trim() === '' ? Number.NaN : Number(end)))
  if (min === undefined || max === undefined || more.length > 0 || !(min < max) || !Number.isFinite(max - min))
    throw new BadInput(`--scale ${given}: give the lowest and the highest rating, such as --scale 1:4.`)
  return [min, max]
}
