import { tz, tzOffset } from '@date-fns/tz'
import { format } from 'date-fns'
import { mustExist } from '~/domain/shared/must-exist'
import { fail, ok } from '~/domain/shared/result'

const MINUTE = 60_000
const DAY = 86_400_000

/** How far the zone's clocks are ahead of UTC at this instant, in milliseconds. */
const offsetAt = (at: number, timeZone: string): number => Math.round(tzOffset(timeZone, new Date(at)) * MINUTE)

/** `2026-11-24T14:00` or `2026-11-24T14:00:00` as if it were UTC. */
const asUtc = (local: string): number => Date.parse(`${local}Z`)

/** The two offsets round this local time, the same one twice unless the clocks change within a day of it. */
const offsetsRound = (local: string, timeZone: string) =>
  [-DAY, DAY].map((away) => offsetAt(asUtc(local) + away, timeZone))

/**
 * The instants that a local time names in this zone, the earlier first: one as a rule, two where the clocks go back over
 * it, none where they skip it.
 */
export function instantsOf(local: string, timeZone: string): Date[] {
  const given = asUtc(local)
  return [...new Set(offsetsRound(local, timeZone).map((offset) => given - offset))]
    .filter((at) => at + offsetAt(at, timeZone) === given)
    .sort((a, b) => a - b)
    .map((at) => new Date(at))
}

/** What is wrong with a local time that the clocks skip. */
export type SkippedTime = { code: 'TIME_SKIPPED'; message: string }

/**
 * `2026-11-24T14:00` in this zone as the instant it names. Of the two that the clocks' going back makes, the earlier
 * unless the later is asked for.
 */
export function readLocal(local: string, timeZone: string, which: 'first' | 'second' = 'first') {
  const instants = instantsOf(local, timeZone)
  const at = which === 'second' ? instants.at(-1) : instants[0]
  return at ? ok(at) : fail({ code: 'TIME_SKIPPED', message: skippedSentence(local, timeZone) } satisfies SkippedTime)
}

/** As `readLocal`, for local times that the program chooses itself; one that is skipped is a fault. */
export const fromLocal = (local: string, timeZone: string): Date =>
  mustExist(instantsOf(local, timeZone)[0], `local time ${local} in ${timeZone}`)

function skippedSentence(local: string, timeZone: string): string {
  const [before = 0, after = 0] = offsetsRound(local, timeZone)
  // The change lies between the instants that this time would be with the clocks of after and of before.
  let [earlier, later] = [asUtc(local) - after, asUtc(local) - before]
  while (later - earlier > 1_000) {
    const middle = Math.floor((earlier + later) / 2)
    if (offsetAt(middle, timeZone) === before) earlier = middle
    else later = middle
  }
  const change = Math.round(later / 1_000) * 1_000
  const shown = (ahead: number) => new Date(change + ahead).toISOString()
  const [from, to] = [shown(before), shown(after)]
  const clock = (at: string) => at.slice(11, 16)
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const onDay = (at: string) => day.format(new Date(at))
  const end = onDay(from) === onDay(to) ? clock(to) : `${clock(to)} on ${onDay(to)}`
  return `On ${onDay(from)} the clocks in ${spelt(timeZone)} go from ${clock(from)} to ${end}, so ${local.slice(11, 16)} does not exist. Choose another time.`
}

/** The instant as `<input type=datetime-local>` wants it. */
export const toLocal = (at: Date, timeZone: string): string => format(at, "yyyy-MM-dd'T'HH:mm", { in: tz(timeZone) })

const spelt = (timeZone: string) => timeZone.replaceAll('_', ' ')

/** UTC−04:00 */
export function utcOffset(at: Date, timeZone: string): string {
  const minutes = Math.round(offsetAt(at.getTime(), timeZone) / MINUTE)
  const two = (value: number) => String(value).padStart(2, '0')
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

/** The zone of a form's time: `America/New York`, and how far from UTC it is at that time if there is one. */
export const zoneOf = (timeZone: string, at: Date | null): string =>
  at ? `${spelt(timeZone)}, ${utcOffset(at, timeZone)}` : spelt(timeZone)

/** Where the clocks show this instant's local time twice: how to tell the two apart, and which of them it is. */
export function repeatedTime(at: Date, timeZone: string) {
  const [first, second] = instantsOf(toLocal(at, timeZone), timeZone)
  if (!first || !second) return null
  return {
    first: utcOffset(first, timeZone),
    second: utcOffset(second, timeZone),
    chosen: at < second ? ('first' as const) : ('second' as const),
  }
}
