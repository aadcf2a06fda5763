import type { Finding } from './problem'
import { calibrationKey, type Kit } from './schema'

/** Two criteria with one name in a fit would be one criterion there, and only one of their weights would count. */
export function sharedCalibration(kit: Pick<Kit, 'id' | 'criteria'>): Finding[] {
  const keys = kit.criteria.map((criterion) => calibrationKey(kit, criterion))
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key)
    const path = ['criteria', index, 'calibrated_as']
    // The same id twice is told as that.
    return first === index || kit.criteria[first]?.id === kit.criteria[index]?.id
      ? []
      : [{ file: 'criteria.yaml', path, message: `Another criterion is calibrated as "${key}" already.` }]
  })
}
