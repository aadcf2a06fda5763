import { count } from './count'

/** Why an attempt was not looked at: too many failed before it, or too many others are being looked at now. */
export type SlowDown = { code: 'THROTTLED'; seconds: number } | { code: 'BUSY' }

/** A wait as people say it, rounded up: "40 seconds", "2 minutes". */
export function formatWait(seconds: number): string {
  return seconds <= 90 ? count(Math.max(1, Math.ceil(seconds)), 'second') : count(Math.ceil(seconds / 60), 'minute')
}

/** What a page needs to say that the next attempt has to wait: the sentence, and the seconds to count down. */
export type Retry = { sentence: string; seconds: number }
