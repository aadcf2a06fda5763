import { createHash } from 'node:crypto'
import { HIRING_MODEL, type HiringFitInput, type HiringRating } from '~/engine'
import { canonical } from '~/domain/kit/canonical'
import type { Kit } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { db } from '~/platform/db.server'
import { pace } from '~/platform/pace.server'
import { kitVersionOf } from '~/services/kit/kit-version-of'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import { admittedRatings, type AdmittedRating } from './admitted-ratings.server'
import { promptsOfRatings } from './prompts-of-ratings.server'
import { lastRequest } from './request-calibration.server'
import { weightsOfJob } from './weights.server'

/** Recorded with every run. The exact path draws nothing, so it moves no figure. */
export const SEED = 1

export type FitInput = { input: HiringFitInput; ratingIds: number[]; hash: string }

/** Applications of one step: some 20 ms of reading on the embedded database, which answers nobody else meanwhile. */
const STEP = 20

/** Ratings hashed at once. */
const HASHED = 500

/** Read again this often while ratings keep arriving; the run that the last of them asks for brings them in. */
const TRIES = 3

type Options = { signal?: AbortSignal; step?: number }

/**
 * All that enters one fit of an organisation, in an order fixed by id, and the hash of it: model, seed, ratings as they
 * are read, and the weights of each application's criteria. The bar is left out, for no stored figure depends on it.
 *
 * Read in short steps rather than in one transaction, for which every page would wait. What changes the input asks for a
 * run in the same transaction, so when nobody has asked meanwhile, the steps have seen one state.
 */
export async function collectInput(organisationId: number, options: Options = {}): Promise<FitInput> {
  for (let tries = 1; ; tries++) {
    const asked = await lastRequest(db(), organisationId)
    const input = await readInput(organisationId, options)
    if (tries >= TRIES || (await lastRequest(db(), organisationId)) === asked) return input
  }
}

async function readInput(organisationId: number, { signal, step = STEP }: Options): Promise<FitInput> {
  const admitted: AdmittedRating[] = []
  const weightsByApplication: Record<number, Record<string, number>> = {}
  const othersFirst = pace(signal)
  let after = 0
  for (;;) {
    const applications = await db().application.findMany({
      where: { organisationId, id: { gt: after }, loop: { interviews: { some: { scorecards: { some: {} } } } } },
      select: {
        id: true,
        job: { select: { kitVersionId: true, needProfile: true, maturity: true } },
        loop: { select: { kitVersionId: true } },
      },
      orderBy: { id: 'asc' },
      take: step,
    })
    if (applications.length === 0) break
    after = mustExist(applications.at(-1), 'last application of the batch').id
    await othersFirst()
    const ratings = await admittedRatings(db(), organisationId, { in: applications.map(({ id }) => id) })
    const rated = new Set(ratings.map(({ applicationId }) => applicationId))
    const kits = new Map<number, Kit>()
    for (const one of applications)
      if (rated.has(one.id)) {
        const kit = await pinnedKit(organisationId, kitVersionOf(one))
        kits.set(one.id, kit)
        weightsByApplication[one.id] = weightsOfJob(kit, one.job)
      }
    admitted.push(...(await promptsOfRatings(organisationId, ratings, kits)))
    await othersFirst()
  }
  admitted.sort((a, b) => a.ratingId - b.ratingId)
  return {
    input: {
      ratings: admitted.map(({ ratingId: _, ...rating }): HiringRating => rating),
      weightsByApplication,
      seed: SEED,
    },
    ratingIds: admitted.map(({ ratingId }) => ratingId),
    hash: await hashOf(admitted, weightsByApplication, othersFirst),
  }
}

/** The SHA-256 of the canonical text of the input, which is never held as a whole. */
async function hashOf(
  ratings: readonly AdmittedRating[],
  weights: Record<number, Record<string, number>>,
  othersFirst: () => Promise<void>,
) {
  const hash = createHash('sha256').update(`{"model":${canonical(HIRING_MODEL)},"ratings":[`)
  for (let at = 0; at < ratings.length; at += HASHED) {
    const some = ratings.slice(at, at + HASHED).map((rating) => canonical(rating))
    hash.update(`${at > 0 ? ',' : ''}${some.join(',')}`)
    await othersFirst()
  }
  return hash.update(`],"seed":${SEED},"weights":${canonical(weights)}}`).digest('hex')
}
