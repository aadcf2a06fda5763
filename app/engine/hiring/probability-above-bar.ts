import { normalCdf } from '../probability/normal'

/** P(score above the bar) from its posterior mean and sd; 0, 1/2 or 1 where the sd is 0. */
export function probabilityAboveBar(score: number, sd: number, bar: number): number {
  if (sd > 0) return normalCdf((score - bar) / sd)
  return score === bar ? 0.5 : score > bar ? 1 : 0
}
