import { db } from '~/platform/db.server'

/** The planned interviews of an application's loop, in order, with those who are to rate in them. */
export const plannedInterviews = (organisationId: number, applicationId: number) =>
  db().interview.findMany({
    where: { organisationId, state: 'planned', loop: { applicationId } },
    select: {
      id: true,
      minutes: true,
      startsAt: true,
      place: true,
      kitInterview: { select: { key: true, name: true, kitInterviewFocus: { select: { kitCriterionId: true } } } },
      interviewPrompts: { where: { replacedAt: null }, select: { prompt: true }, orderBy: { position: 'asc' } },
      scorecards: {
        where: { releasedAt: null },
        select: { id: true, userId: true, shadow: true, user: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })

export type PlannedInterview = Awaited<ReturnType<typeof plannedInterviews>>[number]
