import { fromLocal, toLocal } from '~/platform/local-time.server'
import { TIME_ZONE } from './people'

const DAY = 86_400_000

/** A moment on a working day, so many days from `now` (before it where negative), at a local time such as 10:30. */
export function workingDay(now: Date, days: number, time: string): Date {
  const step = days < 0 ? -1 : 1
  let at = new Date(now.getTime() + days * DAY)
  while (isWeekend(at)) at = new Date(at.getTime() + step * DAY)
  return fromLocal(`${toLocal(at, TIME_ZONE).slice(0, 10)}T${time}`, TIME_ZONE)
}

export const nextWorkingDay = (day: Date, time: string): Date => workingDay(day, 1, time)

const isWeekend = (at: Date) => [0, 6].includes(new Date(`${toLocal(at, TIME_ZONE).slice(0, 10)}T12:00Z`).getUTCDay())

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
