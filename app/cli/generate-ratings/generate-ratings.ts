import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { type Scenario, simulateRatings, TYPICAL_SD } from '~/engine'
import { readArguments, WrongArguments } from '~/platform/arguments.server'

const HELP = `Writes a simulated ratings file of any size, to try calibrate on.

  npm run -s generate-ratings -- --candidates 40000 --interviewers 5000 --out ratings.csv

  --candidates N     (1000)      --interviewers N  (100)
  --interviews N     per candidate, by different interviewers (5)
  --criteria N       rated in each interview (5)
  --missing X        share of ratings missing at random (0)
  --seed N           the same seed gives the same file (1)
  --continuous       exact values instead of the levels 1 to 4
  --out FILE         instead of standard output
`

class BadOption extends Error {}

/** Writes a simulated dataset as CSV. Returns the exit code. */
export async function generateRatings(argv: readonly string[], directory: string): Promise<number> {
  try {
    const { values } = parse(argv)
    if (values.help) {
      process.stdout.write(HELP)
      return 0
    }
    const scenario = scenarioOf(values)
    const out = values.out === undefined ? process.stdout : createWriteStream(path.resolve(directory, values.out))
    await write(scenario, out)
    if (values.out !== undefined)
      await new Promise<void>((resolve, reject) => out.end((e?: Error | null) => (e ? reject(e) : resolve())))
    return 0
  } catch (error) {
    if (!(error instanceof BadOption)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return readArguments({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        continuous: { type: 'boolean' },
        candidates: text,
        interviewers: text,
        interviews: text,
        criteria: text,
        missing: text,
        seed: text,
        out: text,
      },
    })
  } catch (error) {
    if (error instanceof WrongArguments) throw new BadOption(error.message)
    throw error
  }
}

function scenarioOf(values: ReturnType<typeof parse>['values']): Scenario {
  const whole = (
    name: 'candidates' | 'interviewers' | 'interviews' | 'criteria' | 'seed',
    usual: number,
    least = 1,
  ) => {
    const x = values[name] === undefined ? usual : Number(values[name])
    if (!Number.isSafeInteger(x) || x < least)
      throw new BadOption(`--${name} takes a whole number from ${least} on, not "${values[name]}"`)
    return x
  }
  const missing = Number(values.missing ?? 0)
  if (!(missing >= 0 && missing < 1))
    throw new BadOption(`--missing takes a share from 0 to below 1, not "${values.missing}"`)
  return {
    candidates: whole('candidates', 1000),
    interviewers: whole('interviewers', 100),
    interviews: whole('interviews', 5),
    criteria: whole('criteria', 5),
    seed: whole('seed', 1, 0),
    missing,
    rounded: !values.continuous,
    sd: TYPICAL_SD,
  }
}

const PIECE = 1 << 20

async function write(scenario: Scenario, out: NodeJS.WritableStream): Promise<void> {
  const digits = (n: number) => String(n).length
  const name = (prefix: string, n: number, width: number) => prefix + String(n + 1).padStart(width, '0')
  const candidateDigits = digits(scenario.candidates)
  const people = Array.from({ length: scenario.interviewers }, (_, j) => name('I', j, digits(scenario.interviewers)))
  const criteria = Array.from({ length: scenario.criteria }, (_, k) => name('K', k, digits(scenario.criteria)))
  const pieces: string[] = []
  let piece = 'candidate,interviewer,criterion,score\n'
  // The simulation runs in slices of candidates so that writing keeps pace with it.
  const slices = sliced(scenario, (c, who, k, score) => {
    piece += `${name('C', c, candidateDigits)},${people[who]},${criteria[k]},${scenario.rounded ? score : score.toFixed(6)}\n`
    if (piece.length > PIECE) {
      pieces.push(piece)
      piece = ''
    }
  })
  for (const run of slices) {
    run()
    for (const text of pieces.splice(0)) {
      if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve))
    }
  }
  out.write(piece)
}

const SLICE = 5000

function* sliced(scenario: Scenario, emit: Parameters<typeof simulateRatings>[1]): Generator<() => void> {
  for (let from = 0; from < scenario.candidates; from += SLICE) {
    yield () => simulateRatings({ ...scenario, candidates: Math.min(SLICE, scenario.candidates - from) }, emit, from)
  }
}
