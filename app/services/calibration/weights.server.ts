import { readNeedProfile, type StoredNeedProfile } from '~/domain/kit/need-profile'
import { calibrationKey, needProfiles, type Kit, type MaturityLevel, type NeedProfile } from '~/domain/kit/schema'
import { criterionWeights } from '~/domain/kit/weights'
import { mustExist } from '~/domain/shared/must-exist'

type WeighingJob = { needProfile: StoredNeedProfile; maturity: number }

/** Weight of each criterion, named as the fit names them. */
export function weightsOf(kit: Kit, needProfile: NeedProfile, maturity: number): Record<string, number> {
  const keys = calibrationKeys(kit)
  const weights = criterionWeights(kit, { needProfile, maturity: maturity as MaturityLevel })
  return Object.fromEntries(weights.map(({ criterion, weight }) => [mustExist(keys[criterion], criterion), weight]))
}

/** The name of each criterion of a kit in the fit, by its id. */
export const calibrationKeys = (kit: Kit): Record<string, string> =>
  Object.fromEntries(kit.criteria.map((criterion) => [criterion.id, calibrationKey(kit, criterion)]))

export const weightsOfJob = (kit: Kit, { needProfile, maturity }: WeighingJob): Record<string, number> =>
  weightsOf(kit, readNeedProfile(needProfile), maturity)

/** The same job under every need profile, for "would it flip". */
export const weightsByProfile = (kit: Kit, { maturity }: WeighingJob): Record<NeedProfile, Record<string, number>> =>
  Object.fromEntries(needProfiles.map((profile) => [profile, weightsOf(kit, profile, maturity)])) as Record<
    NeedProfile,
    Record<string, number>
  >
