import { textAt, type Node } from '~/domain/kit-draft/content'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { countedVersion } from '~/domain/scorecard/versions'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { notesAbout } from '../kit-note/kit-notes.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { blindApplicationIds } from '../scorecard/blindness.server'

/** Fewer ratings say little of an anchor. New ones are added in blocks of this size, so that no difference tells one. */
export const BLOCK = 10
/** The newest ratings of a criterion that are counted. */
const MOST_RATINGS = 2_000

export type CriterionUse = {
  /** How often each of the levels 1 to 4 was given. */
  levels: [number, number, number, number]
  notAssessed: number
  /** Pairs of interviewers who rated the criterion in the same interview. */
  pairs: { total: number; same: number; twoOrMoreApart: number }
}

/**
 * How an organisation's interviewers used the anchors of a criterion, in the version of each scorecard that counts, of
 * applications closed before this month (newest 2,000 ratings, in blocks of ten). An open application is never told of,
 * or a reader who is assigned to it later would no longer rate blind (design.md, rule 3). Leaves out shadow scorecards,
 * confidential jobs and what is withheld from the viewer. 'closed' to somebody who still owes a scorecard anywhere, null
 * below ten ratings.
 *
 * @param key the criterion's level in a fit, as `kit/criterion`
 */
export async function criterionUse(viewer: Viewer, key: string): Promise<CriterionUse | 'closed' | null> {
  const { organisationId } = viewer
  if (!mayAnywhere(viewer, 'edit-kits')) return null
  if ((await blindApplicationIds(viewer)).length > 0) return 'closed'
  const withheld = await withheldApplicationIds(viewer)
  const criteria = [
    ...(await db().kitCriterion.findMany({ where: { organisationId, calibrationKey: key }, select: { id: true } })),
    ...(await ofVersions(organisationId, key)),
  ]
  const application = { state: { not: 'open' as const }, closedAt: { lt: monthBegan() }, job: { confidential: false } }
  const ratings = await db().rating.findMany({
    where: {
      organisationId,
      kitCriterionId: { in: criteria.map((one) => one.id) },
      scorecardVersion: {
        scorecard: {
          shadow: false,
          interview: { loop: { applicationId: { notIn: withheld }, application } },
        },
      },
    },
    select: {
      level: true,
      scorecardVersionId: true,
      scorecardVersion: {
        select: {
          scorecard: {
            select: {
              shadow: true,
              interviewId: true,
              scorecardVersions: { select: { id: true, number: true, kind: true, blind: true } },
            },
          },
        },
      },
    },
    orderBy: [
      { scorecardVersion: { scorecard: { interview: { loop: { application: { closedAt: 'desc' } } } } } },
      { id: 'desc' },
    ],
    take: MOST_RATINGS,
  })
  const counted = ratings.flatMap(({ level, scorecardVersionId, scorecardVersion: { scorecard } }) =>
    countedVersion({ shadow: scorecard.shadow, versions: scorecard.scorecardVersions })?.id === scorecardVersionId
      ? [{ level, interviewId: scorecard.interviewId }]
      : [],
  )
  return counted.length < BLOCK ? null : summary(counted.slice(counted.length % BLOCK))
}

/** The first moment of this month, in UTC. */
function monthBegan(): Date {
  const today = now()
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth()))
}

/** The criterion in each stored version of its own kit, where it has not been begun from another one. */
async function ofVersions(organisationId: number, key: string) {
  const [kit = '', id = ''] = key.split('/')
  const versions = await db().kitVersion.findMany({ where: { organisationId, kit }, select: { id: true } })
  return db().kitCriterion.findMany({
    where: { organisationId, kitVersionId: { in: versions.map((one) => one.id) }, key: id, calibrationKey: null },
    select: { id: true },
  })
}

function summary(ratings: readonly { level: number | null; interviewId: number }[]): CriterionUse {
  const use: CriterionUse = { levels: [0, 0, 0, 0], notAssessed: 0, pairs: { total: 0, same: 0, twoOrMoreApart: 0 } }
  const earlier = new Map<number, number[]>()
  for (const { level, interviewId } of ratings) {
    if (level === null) {
      use.notAssessed++
      continue
    }
    use.levels[level - 1] = (use.levels[level - 1] ?? 0) + 1
    const others = earlier.get(interviewId) ?? []
    for (const other of others) {
      use.pairs.total++
      if (other === level) use.pairs.same++
      if (Math.abs(other - level) >= 2) use.pairs.twoOrMoreApart++
    }
    earlier.set(interviewId, [...others, level])
  }
  return use
}

/** The use of a draft's criterion and the notes about it. */
export async function readCriterionUse(viewer: Viewer, kitId: number, criterion: Node) {
  const { organisationId } = viewer
  const { key: kit } = await db().organisationKit.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: kitId } },
    select: { key: true },
  })
  const key = textAt(criterion, ['calibrated_as']) || `${kit}/${textAt(criterion, ['id'])}`
  const { notes, older } = await notesAbout(viewer, [key])
  // The page of notes belongs to a kit that can be read: the one that the criterion's ratings are linked with.
  return { use: await criterionUse(viewer, key), notes, olderIn: older === null ? null : (key.split('/')[0] ?? null) }
}
