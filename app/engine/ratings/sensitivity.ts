import type { Costs } from '../decision/expected-loss'
import type { Prior } from '../mixed/prior'
import type { OrdinalPrior } from '../ordinal/penalised-likelihood'
import { noiseVariance, type Link } from '../ordinal/link'
import type { Warning } from './document'

/** A candidate's probability of being above the bar under one family of models. */
export interface Chance {
  candidate: string
  probabilityAboveBar: number | null
}

export interface Disagreement {
  candidate: string
  gaussian: number
  ordinal: number
}

/**
 * Candidates to whom the two families give different answers at the bar: yes from the probability on at which the expected
 * costs of a wrong yes and a wrong no are equal. Candidates without a probability under both are not compared.
 */
export function disagreements(
  gaussian: readonly Chance[],
  ordinal: readonly Chance[],
  costs: Costs,
): { compared: number; differ: Disagreement[] } {
  const from = costs.fp / (costs.fp + costs.fn)
  const other = new Map(ordinal.map((c) => [c.candidate, c.probabilityAboveBar]))
  let compared = 0
  const differ: Disagreement[] = []
  for (const { candidate, probabilityAboveBar: here } of gaussian) {
    const there = other.get(candidate)
    if (here === null || there === undefined || there === null) continue
    compared++
    if (here >= from !== there >= from) differ.push({ candidate, gaussian: here, ordinal: there })
  }
  return { compared, differ }
}

const NAMED = 20

/** The comparison as a plain sentence. */
export function sensitivityWarning(
  { compared, differ }: ReturnType<typeof disagreements>,
  { bar, link, settled }: { bar: number; link: Link; settled: boolean },
): Warning {
  const fit = `An ordinal fit (cumulative ${link})${settled ? '' : ', which did not settle,'}`
  if (differ.length === 0)
    return {
      code: 'ORDINAL_AGREES',
      message: `${fit} gives the same answer at the bar ${bar} for ${compared === 1 ? 'the one candidate' : `all ${compared} candidates`}.`,
    }
  const named = differ
    .slice(0, NAMED)
    .map((d) => `${d.candidate} (${d.gaussian.toFixed(3)} here, ${d.ordinal.toFixed(3)} there)`)
  return {
    code: 'ORDINAL_DISAGREES',
    message: `${fit} gives another answer at the bar ${bar} for ${differ.length} of ${compared} candidates, with these probabilities of being above it: ${named.join(', ')}${differ.length > NAMED ? ' and others' : ''}. For them the answer rests on the choice of model, not on the ratings alone.`,
  }
}

/**
 * The hiring prior in the units of the latent scale, whose noise takes the place of the residual. `covariance` is that of all
 * fixed effects, the intercept first; what it says of the intercept is the thresholds' to find.
 */
export function latentPrior({ nu, scale }: Prior, covariance: Float64Array, link: Link): OrdinalPrior {
  const terms = scale.length - 1
  const unit = noiseVariance(link) / scale[terms]
  const p = Math.sqrt(covariance.length)
  const k = p - 1
  return {
    nu,
    scale: Float64Array.from(scale.subarray(0, terms), (s) => s * unit),
    covariance: Float64Array.from(
      { length: k * k },
      (_, i) => covariance[(1 + Math.floor(i / k)) * p + 1 + (i % k)] * unit,
    ),
  }
}
