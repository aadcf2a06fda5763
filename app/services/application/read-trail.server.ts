import { BLIND_ACTS, trailLabels } from '~/domain/application/trail-labels'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { dayAndTime, shortDate } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

const SHOWN = 60

export type TrailLine = { at: { iso: string; text: string; full: string }; what: string; who: string | null }

/** `more`: entries before those listed. */
export type Trail = { lines: TrailLine[]; more: number }

/** What happened to an application, newest first, without the ids of its audit entries. */
export async function readTrail(viewer: Viewer, applicationId: number, blind: boolean): Promise<Trail> {
  const { organisationId, timeZone } = viewer
  const where = { organisationId, applicationId, act: { in: blind ? [...BLIND_ACTS] : Object.keys(trailLabels) } }
  const entries = await db().auditEntry.findMany({
    where,
    select: { at: true, act: true, detail: true, actor: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  const opened = await openedByImport(viewer, applicationId)
  const details = entries.map(({ detail }) => JSON.parse(detail) as { user?: number; state?: string })
  const people = await db().user.findMany({
    where: { organisationId, id: { in: details.flatMap(({ user }) => (user === undefined ? [] : [user])) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(people.map(({ id, name }) => [id, name ?? 'a former colleague']))
  const lines = entries.map(({ at, act, actor }, index) => {
    const { user, state } = mustExist(details[index], 'details of the entry')
    const by = actor ? (actor.name ?? 'a former colleague') : 'Assay'
    const whom = user === undefined ? null : nameOf.get(user)
    return {
      at: { iso: at.toISOString(), text: shortDate(at, timeZone), full: dayAndTime(at, timeZone) },
      what: state ? `${trailLabels[act]}: ${state}` : (trailLabels[act] ?? act),
      who: whom ? `${whom}, by ${by}` : by,
    }
  })
  if (entries.length < SHOWN) return { lines: opened ? [...lines, opened] : lines, more: 0 }
  const total = await db().auditEntry.count({ where })
  return { lines, more: total - lines.length + (opened ? 1 : 0) }
}

/** An import has one audit entry for all its applications, so the first line of their trails comes from the application. */
async function openedByImport({ organisationId, timeZone }: Viewer, applicationId: number): Promise<TrailLine | null> {
  const application = await db().application.findUnique({
    where: { organisationId_id: { organisationId, id: applicationId } },
    select: { createdBy: { select: { name: true } }, import: { select: { finishedAt: true } } },
  })
  const at = application?.import?.finishedAt
  if (!at) return null
  return {
    at: { iso: at.toISOString(), text: shortDate(at, timeZone), full: dayAndTime(at, timeZone) },
    what: 'Application opened by an import',
    who: application.createdBy.name ?? 'a former colleague',
  }
}
