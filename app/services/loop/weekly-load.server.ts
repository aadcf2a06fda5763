import { tz } from '@date-fns/tz'
import { addDays, addWeeks, startOfISOWeek } from 'date-fns'
import type { Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import { shortDate } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

const weekOf = ({ timeZone }: Pick<Viewer, 'timeZone'>) => startOfISOWeek(now(), { in: tz(timeZone) })

/** The days of this week, Monday to Sunday in the viewer's zone: "23 Nov to 29 Nov". */
export function thisWeek(viewer: Viewer): string {
  const monday = weekOf(viewer)
  return [monday, addDays(monday, 6)].map((date) => shortDate(date, viewer.timeZone)).join(' to ')
}

/** How many planned interviews each of these people has this week, Monday to Sunday in the viewer's zone, in whatever job. */
export async function weeklyLoad(viewer: Viewer, userIds: readonly number[]): Promise<Map<number, number>> {
  const { organisationId } = viewer
  const monday = weekOf(viewer)
  const week = { gte: new Date(+monday), lt: new Date(+addWeeks(monday, 1)) }
  const rows = await db().scorecard.groupBy({
    by: ['userId'],
    where: {
      organisationId,
      userId: { in: [...userIds] },
      releasedAt: null,
      interview: { state: 'planned', startsAt: week },
    },
    _count: { _all: true },
  })
  return new Map(rows.map(({ userId, _count }) => [userId, _count._all]))
}
