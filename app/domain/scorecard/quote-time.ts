/** 24 hours: nobody interviews for longer, and more is a slip of the keyboard. */
const LONGEST_SECONDS = 24 * 60 * 60

const TYPED = /^(?:(\d{1,2}):)?(\d{1,4}):([0-5]\d)$/

/** The seconds that `12:30` (minutes and seconds) or `1:12:30` stands for; null for anything else. */
export function secondsOf(typed: string): number | null {
  const found = TYPED.exec(typed.trim())
  if (!found) return null
  const [hours, minutes, seconds] = [found[1], found[2], found[3]].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ]
  if (found[1] !== undefined && minutes > 59) return null
  const all = (hours * 60 + minutes) * 60 + seconds
  return all <= LONGEST_SECONDS ? all : null
}

/** Minutes and seconds, as they are typed: `12:30`. */
export const typedTime = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

/** A moment as it is read: `12:30 min` into the interview, or `14:05` by the clock; empty where none was noted. */
export const timeOf = ({ at, clock }: { at?: number; clock?: string }): string =>
  at === undefined ? (clock ?? '') : `${typedTime(at)}\u00a0min`
