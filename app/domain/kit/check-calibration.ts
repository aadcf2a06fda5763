import type { Finding } from './problem'
import { calibrationKey, type Kit } from './schema'

/** Two criteria with one name in a fit would be one criterion there, and only one of their weights would count. */
export function sharedCalibration(kit: Pick<Kit, 'id' | 'criteria'>): Finding[] {
  const keys = kit.criteria.map((criterion) => calibrationKey(kit, criterion))
  const places = new Map<string, number>()
  return keys.flatMap((key, index) => {
    const first = places.get(key) ?? index
    places.set(key, first)
    const path = ['criteria', index, 'calibrated_as']
    // The same id twice is told as that.
    return first === index || kit.criteria[first]?.id === kit.criteria[index]?.id
      ? []
      : [{ file: 'criteria.yaml', path, message: `Another criterion is calibrated as "${key}" already.` }]
  })
}
