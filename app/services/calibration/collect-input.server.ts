import { HIRING_MODEL, type HiringFitInput, type HiringRating } from '~/engine'
import { canonical } from '~/domain/kit/canonical'
import type { Tx } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { kitVersionOf } from '~/services/kit/kit-version-of'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import { admittedRatings } from './admitted-ratings.server'
import { weightsOfJob } from './weights.server'

/** Recorded with every run. The exact path draws nothing, so it moves no figure. */
export const SEED = 1

export type FitInput = { input: HiringFitInput; ratingIds: number[]; hash: string }

/**
 * All that enters one fit of an organisation, in an order fixed by id, and the hash of it: model, seed, ratings as they
 * are read, and the weights of each application's criteria. The bar is left out, for no stored figure depends on it.
 */
export async function collectInput(tx: Tx, organisationId: number): Promise<FitInput> {
  const admitted = await admittedRatings(tx, organisationId)
  const applicationIds = [...new Set(admitted.map(({ applicationId }) => applicationId))].sort((a, b) => a - b)
  const applications = await tx.application.findMany({
    where: { organisationId, id: { in: applicationIds } },
    select: {
      id: true,
      job: { select: { kitVersionId: true, needProfile: true, maturity: true } },
      loop: { select: { kitVersionId: true } },
    },
    orderBy: { id: 'asc' },
  })
  const weightsByApplication: Record<number, Record<string, number>> = {}
  for (const one of applications)
    weightsByApplication[one.id] = weightsOfJob(await pinnedKit(organisationId, kitVersionOf(one), tx), one.job)
  const ratings = admitted.map(({ ratingId: _, ...rating }): HiringRating => rating)
  return {
    input: { ratings, weightsByApplication, seed: SEED },
    ratingIds: admitted.map(({ ratingId }) => ratingId),
    hash: sha256(canonical({ model: HIRING_MODEL, seed: SEED, ratings: admitted, weights: weightsByApplication })),
  }
}
