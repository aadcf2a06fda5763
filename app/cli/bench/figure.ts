import { median as middleOf } from '~/domain/shared/median'
/** One line of `npm run -s bench`. `ratio` is value by baseline, both measured in the same run; null where none makes sense. */
export type Figure = { name: string; value: number; unit: string; baseline: number | null; ratio: number | null }
export type Report = (figure: Omit<Figure, 'ratio'>) => void
/** Measures one matter in bounded time. */
export type Suite = { name: string; onlyWhenNamed?: true; run: (report: Report) => Promise<void> }

const rounded = (value: number) => Number(value.toPrecision(4))

export const figureOf = ({ name, value, unit, baseline }: Omit<Figure, 'ratio'>): Figure => ({
  name,
  value: rounded(value),
  unit,
  baseline: baseline === null ? null : rounded(baseline),
  ratio: baseline === null || baseline === 0 ? null : rounded(value / baseline),
})

export const median = (values: readonly number[]): number => middleOf(values) ?? Number.NaN

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Median times of two ways to the same thing, taken in turns so that a busy machine slows both. */
export async function inTurns(
  rounds: number,
  first: (round: number) => Promise<unknown>,
  second: (round: number) => Promise<unknown>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    times[0].push(await milliseconds(() => first(round)))
    times[1].push(await milliseconds(() => second(round)))
  }
  // The first rounds compile and fill caches.
  const warm = Math.min(3, rounds - 1)
  return [median(times[0].slice(warm)), median(times[1].slice(warm))]
}
