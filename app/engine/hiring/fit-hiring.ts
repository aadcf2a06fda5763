import { solveMixed } from '../mixed/fit-job'
import { finishHiring } from './finish-hiring'
import { prepareHiring } from './prepare-hiring'
import type { HiringFitInput, HiringFitResult } from './types'

/** The whole fit in the calling thread: for tests and small work. `prepareHiring` and `finishHiring` are its pure halves. */
export function fitHiring(input: HiringFitInput): HiringFitResult {
  const prepared = prepareHiring(input)
  if (!prepared.ok) return prepared
  return { ok: true, value: finishHiring(prepared.value, solveMixed(prepared.value.job)) }
}
