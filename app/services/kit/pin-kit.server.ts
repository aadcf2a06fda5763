import { mustExist } from '~/domain/shared/must-exist'
import type { Tx } from '~/platform/db.server'
import type { ServedKit } from '~/platform/rubric-store.server'

/**
 * Stores a kit's whole content once per organisation and hash, with rows for what ratings, findings and interviews
 * point at. From then on pages of the job read this, so that editing a file changes nothing in the past.
 */
export async function pinKit(tx: Tx, organisationId: number, served: ServedKit): Promise<number> {
  const { kit, hash } = served
  const known = await tx.kitVersion.findUnique({
    where: { organisationId_hash: { organisationId, hash } },
    select: { id: true },
  })
  if (known) return known.id

  const { id: kitVersionId } = await tx.kitVersion.create({
    data: { organisationId, kit: kit.id, name: kit.name, version: kit.version, hash, content: served.canonical },
    select: { id: true },
  })
  await tx.kitCriterion.createMany({
    data: kit.criteria.map((criterion, position) => ({
      organisationId,
      kitVersionId,
      key: criterion.id,
      name: criterion.name,
      category: criterion.category,
      position,
      mustHave: criterion.must_have,
      calibrationKey: criterion.calibrated_as ?? null,
    })),
  })
  await tx.kitRedFlag.createMany({
    data: kit.red_flags.map((flag, position) => ({
      organisationId,
      kitVersionId,
      key: flag.id,
      name: flag.name,
      position,
    })),
  })
  await tx.kitInterview.createMany({
    data: kit.interviews.map((interview, position) => ({
      organisationId,
      kitVersionId,
      key: interview.id,
      name: interview.name,
      minutes: interview.minutes,
      position,
    })),
  })
  const where = { organisationId, kitVersionId }
  const criteria = await tx.kitCriterion.findMany({ where, select: { id: true, key: true } })
  const interviews = await tx.kitInterview.findMany({ where, select: { id: true, key: true } })
  const criterionId = new Map(criteria.map(({ id, key }) => [key, id]))
  const interviewId = new Map(interviews.map(({ id, key }) => [key, id]))
  await tx.kitInterviewFocus.createMany({
    data: kit.interviews.flatMap((interview) =>
      interview.focus.map((key, position) => ({
        organisationId,
        kitInterviewId: mustExist(interviewId.get(interview.id), `pinned interview ${interview.id}`),
        kitCriterionId: mustExist(criterionId.get(key), `pinned criterion ${key}`),
        position,
      })),
    ),
  })
  return kitVersionId
}
