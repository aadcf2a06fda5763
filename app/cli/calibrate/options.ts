import { type Costs, type Formula, parseFormula, type Role, ROLES } from '~/engine'
import { BadInput } from '~/engine/ratings-file'
import { readArguments, WrongArguments } from '~/platform/arguments.server'

export interface CalibrateOptions {
  file: string
  /** Name of a spreadsheet's sheet. */
  sheet: string | null
  /** Names of a FACETS file's facets in order, none where the usual ones will do; null for a table with a header. */
  facets: string[] | null
  score: string | null
  roles: Partial<Record<Role, string>>
  formula: Formula | null
  family: 'gaussian' | 'ordinal'
  link: 'logit' | 'probit'
  estimator: 'reml' | 'ml'
  prior: 'none' | 'hiring'
  scale: readonly [number, number]
  /** Whether the scale was named, so that ratings outside it are refused. */
  scaleGiven: boolean
  weights: ReadonlyMap<string, number> | null
  bar: number | null
  costs: Costs
  path: 'auto' | 'exact' | 'iterative'
  seed: number
  threads: number | null
  rasch: boolean
  sensitivity: boolean
  allEffects: boolean
  report: string | null
  csv: string | null
  out: string | null
}

const text = { type: 'string' } as const

/** Reads the command line; null when help was asked for. @throws BadInput with what would be right. */
export function readOptions(argv: readonly string[]): CalibrateOptions | null {
  const { values, positionals } = parsed(argv)
  if (values.help) return null
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw new BadInput(
      file === undefined
        ? 'name the ratings file: npm run -s calibrate -- RATINGS.csv [options]; --help lists them'
        : `one ratings file at a time, not ${positionals.length} (${positionals.join(', ')}); put a value with spaces in quotation marks`,
    )
  const formula = values.formula === undefined ? null : formulaOf(values.formula)
  if (formula && values.score !== undefined && values.score !== formula.response)
    throw new BadInput(
      `--score ${values.score} and the formula's left side ${formula.response} differ; the left side is the score`,
    )
  const roles: Partial<Record<Role, string>> = {}
  for (const role of ROLES) if (values[role] !== undefined) roles[role] = values[role]
  const family = choice('family', values.family, ['gaussian', 'ordinal'])
  const estimator = choice('estimator', values.estimator, family === 'ordinal' ? ['ml', 'reml'] : ['reml', 'ml'])
  const prior = choice('prior', values.prior, ['none', 'hiring'])
  const fitPath = choice('path', values.path, ['auto', 'exact', 'iterative'])
  if (family === 'ordinal') {
    if (estimator === 'reml')
      throw new BadInput('--estimator reml is not defined for --family ordinal, which has no residual; leave it out')
    if (prior === 'hiring')
      throw new BadInput('--prior hiring is set for the gaussian family; leave it out with --family ordinal')
    if (fitPath === 'iterative')
      throw new BadInput('--path iterative fits the gaussian family only; leave it out with --family ordinal')
    if (values.sensitivity)
      throw new BadInput('--sensitivity compares a gaussian answer with the ordinal one; leave out --family ordinal')
  } else if (values.link !== undefined && !values.sensitivity)
    throw new BadInput(
      `--link ${values.link} goes with --family ordinal or --sensitivity; the gaussian family has none`,
    )
  if (values.sensitivity && values.bar === undefined)
    throw new BadInput('--sensitivity compares answers at a bar; name it with --bar')
  return {
    file,
    sheet: values.sheet ?? null,
    facets: values.facets === undefined ? null : facetsOf(values.facets),
    score: formula?.response ?? values.score ?? null,
    roles,
    formula,
    family,
    link: choice('link', values.link, ['logit', 'probit']),
    estimator,
    prior,
    scale: scaleOf(values.scale ?? '1:4'),
    scaleGiven: values.scale !== undefined,
    weights: values.weights === undefined ? null : weightsOf(values.weights),
    bar: values.bar === undefined ? null : numberOf('bar', values.bar),
    costs: costsOf(values.costs ?? '1:1'),
    path: fitPath,
    seed: wholeOf('seed', values.seed ?? '1', 0),
    threads: values.threads === undefined ? null : wholeOf('threads', values.threads, 1),
    rasch: values.rasch ?? false,
    sensitivity: values.sensitivity ?? false,
    allEffects: values.effects === undefined ? false : choice('effects', values.effects, ['all']) === 'all',
    report: values.report ?? null,
    csv: values.csv ?? null,
    out: values.out ?? null,
  }
}

function parsed(argv: readonly string[]) {
  try {
    return readArguments({
      args: withFacets(argv),
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        rasch: { type: 'boolean' },
        sensitivity: { type: 'boolean' },
        score: text,
        candidate: text,
        interviewer: text,
        criterion: text,
        scorecard: text,
        period: text,
        group: text,
        sheet: text,
        facets: text,
        formula: text,
        family: text,
        link: text,
        estimator: text,
        prior: text,
        scale: text,
        weights: text,
        bar: text,
        costs: text,
        path: text,
        seed: text,
        threads: text,
        effects: text,
        report: text,
        csv: text,
        out: text,
      },
    })
  } catch (error) {
    if (!(error instanceof WrongArguments)) throw error
    const { message } = error
    throw new BadInput(`${message.charAt(0).toLowerCase()}${message.slice(1, -1)}`)
  }
}

/** `--facets` takes names or none at all, which `parseArgs` of Node does not know: without names it gets an empty value. */
function withFacets(argv: readonly string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] !== '--facets') out.push(argv[i] ?? '')
    else if (/^[^-.,][^.,]*(?:,[^.,]+)+$/.test(argv[i + 1] ?? '')) out.push(`--facets=${argv[++i]}`)
    else out.push('--facets=')
  }
  return out
}

function facetsOf(value: string): string[] {
  if (value === '') return []
  const names = value.split(',').map((name) => name.trim())
  const bad = names.find((name, at) => name === '' || name === 'score' || names.indexOf(name) < at)
  if (bad !== undefined)
    throw new BadInput(
      `--facets takes a name for each facet, such as candidate,interviewer,criterion; ${bad === '' ? 'one is blank' : bad === 'score' ? 'the score is no facet' : `"${bad}" stands twice`}`,
    )
  return names
}

function formulaOf(source: string): Formula {
  const result = parseFormula(source)
  if (result.ok) {
    if (result.value.random.length === 0)
      throw new BadInput('--formula has no random term; add at least one, such as (1 | candidate)')
    return result.value
  }
  const { message, position } = result.error
  throw new BadInput(`--formula, place ${position}: ${message}\n  ${source}\n  ${' '.repeat(position - 1)}^`)
}

function choice<const T extends string>(name: string, value: string | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined) return allowed[0]
  const found = allowed.find((a) => a === value)
  if (found === undefined) throw new BadInput(`--${name} is ${allowed.join(' or ')}, not "${value}"`)
  return found
}

function numberOf(name: string, value: string): number {
  const x = Number(value)
  if (value.trim() === '' || !Number.isFinite(x)) throw new BadInput(`--${name} takes a number, not "${value}"`)
  return x
}

function wholeOf(name: string, value: string, least: number): number {
  const x = numberOf(name, value)
  if (!Number.isSafeInteger(x) || x < least)
    throw new BadInput(`--${name} takes a whole number from ${least} on, not "${value}"`)
  return x
}

function pairOf(name: string, value: string, example: string): [number, number] {
  const [first, second, ...more] = value.split(':')
  if (first === undefined || second === undefined || more.length > 0)
    throw new BadInput(`--${name} takes two numbers, such as ${example}, not "${value}"`)
  return [numberOf(name, first), numberOf(name, second)]
}

function scaleOf(value: string): readonly [number, number] {
  const [min, max] = pairOf('scale', value, '1:4')
  if (!(min < max)) throw new BadInput(`--scale takes the lower end first, such as 1:4, not "${value}"`)
  return [min, max]
}

function costsOf(value: string): Costs {
  const [fp, fn] = pairOf('costs', value, '3:1')
  if (!(fp > 0 && fn > 0)) throw new BadInput(`--costs takes two positive numbers, such as 3:1, not "${value}"`)
  return { fp, fn }
}

function weightsOf(value: string): ReadonlyMap<string, number> {
  const out = new Map<string, number>()
  for (const part of value.split(',')) {
    const at = part.lastIndexOf('=')
    const name = part.slice(0, at).trim().normalize('NFC')
    if (at < 1) throw new BadInput(`--weights reads "C1=2,C2=1"; "${part}" has no = in it`)
    if (out.has(name)) throw new BadInput(`--weights names "${name}" twice`)
    const w = numberOf('weights', part.slice(at + 1))
    if (w < 0) throw new BadInput(`--weights takes numbers from 0 on, not ${w} for "${name}"`)
    out.set(name, w)
  }
  if (![...out.values()].some((w) => w > 0)) throw new BadInput('--weights needs at least one weight above 0')
  return out
}
