import { ALPHA_SCENARIOS, alphaCovered, populationAlpha } from '~/engine'
import type { Suite } from './figure'

const STUDIES = 4_000

/** Whether the 95 % intervals of Krippendorff's alpha hold the alpha of the population that the simulated studies are drawn from. */
export const alphaCoverage: Suite = {
  name: 'alpha-coverage',
  run(report) {
    for (const scenario of ALPHA_SCENARIOS) {
      const truth = populationAlpha(scenario)
      const studies = Array.from({ length: STUDIES }, (_, at) => alphaCovered(scenario, truth, at + 1))
      const known = studies.filter((covered) => covered !== null)
      const { units, raters, metric } = scenario
      report({
        name: `population's alpha (${metric}, ${truth.toFixed(2)}) inside the 95 % interval, ${units} units by ${raters} raters, ${known.length} simulated studies`,
        value: known.filter(Boolean).length / known.length,
        unit: 'share',
        baseline: 0.95,
      })
    }
    return Promise.resolve()
  },
}
