import { availableParallelism } from 'node:os'
import { type Coverage, coverageTrial, WITHOUT_HALO } from '~/engine'
import { fitInThread } from '~/workers/fit-pool'
import type { Suite } from './figure'

const SEEDS = 200
const MODELS = [
  { name: 'hiring model', formula: null },
  { name: 'control without halo', formula: WITHOUT_HALO },
]

/**
 * Whether stated uncertainty is true, on simulated datasets whose true values are known: the mean squared standardised error of the
 * scores (1 is honest) and the share of 90 % intervals that hold the truth. The control must be off, or this shows nothing.
 */
export const simulation: Suite = {
  name: 'simulation',
  async run(report) {
    for (const { name, formula } of MODELS) {
      const all = await everySeason(formula)
      const mean = (of: (one: Coverage) => number) => all.reduce((s, one) => s + of(one), 0) / all.length
      const figure = (what: string, value: number, unit: string, baseline: number) =>
        report({ name: `${what}, ${name}, ${SEEDS} simulated datasets`, value, unit, baseline })
      figure(
        'squared error over the stated variance',
        mean(({ z2 }) => z2),
        'ratio',
        1,
      )
      figure(
        'truth inside the 90 % interval',
        mean(({ cover }) => cover),
        'share',
        0.9,
      )
    }
  },
}

/** In seed order, as many at a time as there are cores. */
async function everySeason(formula: string | null): Promise<Coverage[]> {
  const all: Coverage[] = []
  let next = 0
  const worker = async () => {
    while (next < SEEDS) {
      const at = next++
      const { job, evaluate } = coverageTrial(at + 1, formula)
      all[at] = evaluate(await fitInThread(job))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return all
}
