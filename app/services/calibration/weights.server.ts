import { readNeedProfile, type StoredNeedProfile } from '~/domain/kit/need-profile'
import { needProfiles, type Kit, type MaturityLevel, type NeedProfile } from '~/domain/kit/schema'
import { criterionWeights } from '~/domain/kit/weights'

type WeighingJob = { needProfile: StoredNeedProfile; maturity: number }

/** Weight of each criterion, named `kit/criterion` as the fit names them. */
export const weightsOf = (kit: Kit, needProfile: NeedProfile, maturity: number): Record<string, number> =>
  Object.fromEntries(
    criterionWeights(kit, { needProfile, maturity: maturity as MaturityLevel }).map(({ criterion, weight }) => [
      `${kit.id}/${criterion}`,
      weight,
    ]),
  )

export const weightsOfJob = (kit: Kit, { needProfile, maturity }: WeighingJob): Record<string, number> =>
  weightsOf(kit, readNeedProfile(needProfile), maturity)

/** The same job under every need profile, for "would it flip". */
export const weightsByProfile = (kit: Kit, { maturity }: WeighingJob): Record<NeedProfile, Record<string, number>> =>
  Object.fromEntries(needProfiles.map((profile) => [profile, weightsOf(kit, profile, maturity)])) as Record<
    NeedProfile,
    Record<string, number>
  >
