import type { NextFunction, Request, Response } from 'express'
import { barePage } from './bare-page.server'
import { BUSY_DATA, DATA_HEADERS } from './busy-data.server'
import { countBusySignIn } from './metrics.server'
import { QUEUE } from './password.server'
import { placeOf } from './place.server'
import { BUSY_SECONDS, BUSY_SENTENCE } from './slow-down.server'

/** How many requests to check a password or a link are inside at once: as many as the queue for hashes takes. */
const INSIDE = QUEUE.atOnce + QUEUE.waiting
const INSIDE_FROM_ONE = QUEUE.atOnce + QUEUE.waitingFromOne
/** A handler whose client has gone has ended by then, whatever became of it. */
const ENDED_AFTER_MS = 60_000

type Caller = { place: string; known: boolean }

/** Counts who is inside. Those who show a device cookie, right or wrong, and those who show none have their own places. */
export function makeGate(limits = { inside: INSIDE, fromOne: INSIDE_FROM_ONE }) {
  const inside = new Set<Caller>()
  /** A function to call when the work is over; null where there is no room. */
  return function enter({ place, known }: Caller): (() => void) | null {
    const alike = [...inside].filter((other) => other.known === known)
    if (alike.length >= limits.inside || alike.filter((other) => other.place === place).length >= limits.fromOne)
      return null
    const caller = { place, known }
    inside.add(caller)
    return () => void inside.delete(caller)
  }
}

const PAGE = barePage('Too busy at this moment', BUSY_SENTENCE, '<p><a href="">Load the page again</a></p>')

const ATTEMPT = /^\/(sign-in|setup|reset|invitation)(?=[/.]|$)/i

/**
 * Stands before everything that strangers can make the server check: sign-in, set-up, reset and invitation links. A burst
 * beyond what the queue for hashes takes is answered here, without a statement and without drawing a page, which would
 * hold every other page for seconds: with a small page, or, where a page's script asks, with the data of its action.
 */
export function boundAttempts() {
  const gates = new Map<string, ReturnType<typeof makeGate>>()
  return (request: Request, response: Response, next: NextFunction) => {
    const [, kind] = ATTEMPT.exec(request.path) ?? []
    if (request.method !== 'POST' || kind === undefined) return next()
    const name = kind.toLowerCase()
    const enter = gates.get(name) ?? makeGate()
    gates.set(name, enter)
    const known = /\bassay_device=/.test(request.headers.cookie ?? '')
    const leave = enter({ place: placeOf(request.ip), known })
    if (leave) {
      response.locals.leaveGate = leave
      response.once('close', () => setTimeout(leave, ENDED_AFTER_MS).unref())
      return next()
    }
    if (name === 'sign-in') countBusySignIn()
    response.status(503).set({ 'Retry-After': String(BUSY_SECONDS), 'Cache-Control': 'no-store' })
    if (request.path.endsWith('.data')) response.setHeaders(new Map(Object.entries(DATA_HEADERS))).end(BUSY_DATA)
    else response.type('html').send(PAGE)
  }
}
