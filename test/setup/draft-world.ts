import { expect } from 'vitest'
import { canonical } from '~/domain/kit/canonical'
import { draftFor, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { DraftEffect, DraftEvent, Forgettable, Timer } from '~/domain/scorecard/drafting/events'
import { reduceDraft } from '~/domain/scorecard/drafting/reduce'
import { openDraft, type DraftState, type FoundCopy } from '~/domain/scorecard/drafting/state'
import { mergeDrafts, settle, type Keep } from '~/domain/scorecard/merge'
import { DraftServer, holds, type Request } from './draft-server'

type State = DraftState<ScorecardDraft>
type Event = DraftEvent<ScorecardDraft>
type Effect = DraftEffect<ScorecardDraft>

/** One open page: the reducer's state, and what its effects have begun and not finished. */
export type OpenWindow = {
  state: State
  timers: Set<Timer>
  /** Transactions on the device that are asked for and not done; they run in order. */
  disk: (() => void)[]
  /** Parts of the page that are being loaded. */
  loading: (() => void)[]
  /** Set once the person gives up what this window holds. */
  discarding: boolean
}
/** A request on its way, and its answer on the way back. */
type Sent = { from: OpenWindow; request: Request; answer: Event | null; lost: boolean }

export const wordsOf = (value: unknown): string[] => canonical(value).match(/w\d+/g) ?? []

const EMPTY = draftFor(['cause'], [])

/**
 * Windows, the device they share and the server, with everything in between that can be late or lost. Every typed word is
 * unique and nobody deletes any, so a word that was once on the device or the server must stay to be found.
 */
export class DraftWorld {
  server = new DraftServer()
  windows: OpenWindow[] = []
  copies = new Map<string, FoundCopy<ScorecardDraft>>()
  sent: Sent[] = []
  deviceWorks = true
  online = true
  signedIn = true
  /** Words that the device or the server has had. */
  acknowledged = new Set<string>()
  /** Words that the person read and gave up. */
  givenUp = new Set<string>()
  private clock = 0
  private named = 0
  private words = 0

  open() {
    const base = this.server.versions.length
    const stored = this.server.draft ?? { revision: 0, content: this.server.lastContent ?? EMPTY }
    const name = ++this.named
    const opening = {
      window: `window ${name}`,
      writeKey: `key ${name}`,
      base,
      empty: EMPTY,
      server: stored,
      savedAt: null,
    }
    const state = openDraft<ScorecardDraft>(opening)
    const opened: OpenWindow = { state, timers: new Set(), disk: [], loading: [], discarding: false }
    this.windows.push(opened)
    opened.disk.push(() => this.tell(opened, { event: 'device-read', copies: this.read() }))
  }

  private read = () => (this.deviceWorks ? structuredClone([...this.copies.values()]).sort((a, b) => a.at - b.at) : [])

  tell(window: OpenWindow, event: Event) {
    if (!this.windows.includes(window)) return
    const before = window.state
    const { state, effects } = reduceDraft(before, event)
    window.state = state
    if (state.standing.state === 'saved' && state.standing !== before.standing) {
      const { revision, content } = state.server
      expect(this.server.had(revision, content), 'what the page calls saved, the server has had').toBe(true)
      expect(canonical(content), 'and it is what the form holds').toBe(canonical(state.content))
    }
    const filled = effects.findLast((effect) => effect.effect === 'fill-form')
    if (event.event !== 'typed') expect(filled?.content ?? before.content, 'the form is filled').toBe(state.content)
    for (const effect of effects) this.run(window, effect)
  }

  private run(window: OpenWindow, effect: Effect) {
    const load = (event: Event) => window.loading.push(() => this.tell(window, event))
    switch (effect.effect) {
      case 'start-timer':
        return window.timers.add(effect.timer)
      case 'stop-timer':
        return window.timers.delete(effect.timer)
      case 'keep':
        return window.disk.push(() => this.keep(window, effect))
      case 'forget':
        return window.disk.push(() => {
          if (this.deviceWorks) this.forget(window, effect.copies)
          this.tell(window, { event: 'forgotten' })
        })
      case 'save':
        return this.send(window, { method: 'PUT', body: effect })
      case 'submit':
        return this.send(window, { method: 'POST', body: effect })
      case 'merge': {
        const { of, before, mine, theirs } = effect
        return load({ event: 'merged', of, ...mergeDrafts(before, mine, theirs) })
      }
      case 'load-comparison':
        return load({ event: 'comparison-loaded', ok: true })
      case 'compare': {
        const same = effect.version.content !== null && holds(effect.version.content, effect.content)
        return load({ event: 'compared', of: effect.content, same, stored: [], sent: [] })
      }
      case 'fill-form':
      case 'mark-fields':
      case 'clear-marks':
        return
      case 'go':
        this.leave(window)
        return effect.to === 'amendment' ? this.open() : undefined
    }
  }

  private keep(window: OpenWindow, { copy, superseded }: Extract<Effect, { effect: 'keep' }>) {
    if (this.deviceWorks) {
      this.forget(window, { copies: superseded }, wordsOf(copy.content))
      this.copies.set(copy.window, structuredClone({ ...copy, at: ++this.clock }))
      this.acknowledge(copy.content)
    }
    this.tell(window, { event: 'kept', ok: this.deviceWorks, of: copy.content, superseded })
  }

  private forget(window: OpenWindow, { windows, copies, equalTo }: Forgettable, later: string[] = []) {
    const known = new Set([...later, ...wordsOf(this.server.versions), ...wordsOf(this.server.draft)])
    for (const copy of [...this.copies.values()]) {
      const chosen =
        windows?.includes(copy.window) || copies?.some(({ window, at }) => window === copy.window && at === copy.at)
      if (copy.pending && !chosen && !(equalTo && holds(equalTo, copy.content))) continue
      this.copies.delete(copy.window)
      if (window.discarding || !copy.pending) continue
      for (const word of wordsOf(copy.content))
        expect(
          known.has(word) || this.givenUp.has(word),
          `${word} of the deleted copy is in a later copy or on the server`,
        ).toBe(true)
    }
  }

  private send(from: OpenWindow, request: Request) {
    this.sent.push({ from, request: structuredClone(request), answer: null, lost: false })
  }

  /** The server carries out a request, sooner or later. */
  handle(one: Sent) {
    if (one.answer || !this.online) return
    const { method, body } = one.request
    const out = { got: 'refused', status: 401, message: 'Signed out.' } as const
    if (method === 'PUT') {
      const answer = this.signedIn ? this.server.save(body) : out
      if (answer.got === 'answer') this.acknowledge(body.content)
      one.answer = { event: 'save-answered', answer, at: '14:02' }
    } else {
      const answer = this.signedIn ? this.server.submit(body) : out
      if (answer.got === 'answer') this.acknowledge(body.content)
      one.answer = { event: 'submission-answered', answer }
    }
    if (one.lost) this.drop(one)
  }

  answer(one: Sent) {
    if (!one.answer) return
    this.drop(one)
    this.tell(one.from, one.answer)
  }

  /** The window gives up waiting; a request that was not carried out yet may still be, much later. */
  lose(one: Sent) {
    if (one.lost) return this.drop(one)
    one.lost = true
    if (one.answer) this.drop(one)
    const answer = { got: 'nothing', why: 'connection' } as const
    if (one.request.method === 'PUT') this.tell(one.from, { event: 'save-answered', answer, at: '14:02' })
    else this.tell(one.from, { event: 'submission-answered', answer })
  }

  private drop(one: Sent) {
    this.sent = this.sent.filter((other) => other !== one)
  }

  type(window: OpenWindow, where: 'reason' | 'evidence' | 'note') {
    const word = `w${++this.words}`
    const content = structuredClone(window.state.content)
    if (where === 'reason') content.reason = `${content.reason} ${word}`.trim()
    else if (where === 'note') content.notes.push({ at: '', into: '', speaker: '', text: word, to: '' })
    else {
      const { evidence } = content.ratings['cause']!
      evidence.text = `${evidence.text} ${word}`.trim()
    }
    this.tell(window, { event: 'typed', content })
  }

  /** The person chooses between two texts; the one that is not kept was read and is given up. */
  settle(window: OpenWindow, keep: Keep) {
    const { clash } = window.state
    if (!clash) return
    const kept = Object.fromEntries(clash.clashes.map(({ path }) => [path, keep]))
    const content = settle(clash.merged, clash.clashes, kept)
    for (const word of wordsOf(clash.clashes)) if (!wordsOf(content).includes(word)) this.givenUp.add(word)
    this.tell(window, { event: 'settled', content })
  }

  discard(window: OpenWindow) {
    if (!window.state.conflict) return
    window.discarding = true
    for (const word of wordsOf(window.state.content)) this.givenUp.add(word)
    this.tell(window, { event: 'discard-asked' })
  }

  readLeftOver(window: OpenWindow) {
    const read = window.state.device.leftOver.at(-1)
    if (!read) return
    for (const word of wordsOf(read.content)) this.givenUp.add(word)
    window.discarding = true
    this.tell(window, { event: 'left-over-read' })
    while (window.disk.length > 0) window.disk.shift()!()
    window.discarding = false
  }

  fire(window: OpenWindow, timer: Timer) {
    if (window.timers.delete(timer)) this.tell(window, { event: 'timer-ended', timer })
  }

  /** The page is left by a link: what it began on the device is finished. */
  leave(window: OpenWindow) {
    this.tell(window, { event: 'closed' })
    while (window.disk.length > 0) window.disk.shift()!()
    this.crash(window)
  }

  /** The window is gone at once, with everything it had begun. */
  crash(window: OpenWindow) {
    this.windows = this.windows.filter((other) => other !== window)
  }

  private acknowledge(content: ScorecardDraft) {
    for (const word of wordsOf(content)) this.acknowledged.add(word)
  }

  /** Nothing that was acknowledged is lost: it is on the device, on the server, or open in a window. */
  check() {
    const { draft, versions } = this.server
    const pending = [...this.copies.values()].filter((copy) => copy.pending)
    const shown = this.windows.map(({ state: { content, clash, join } }) => ({ content, clash, join }))
    const found = new Set(wordsOf({ draft, versions, pending, shown }))
    for (const word of this.acknowledged)
      if (!this.givenUp.has(word)) expect(found.has(word), `${word} is on the device, the server or shown`).toBe(true)
  }

  /** What is under way arrives. */
  arrive() {
    for (const one of [...this.sent]) this.handle(one)
    for (const one of [...this.sent]) this.answer(one)
    for (const window of [...this.windows]) {
      window.disk.shift()?.()
      window.loading.shift()?.()
    }
  }

  /** Everything works again, and nobody types: what is under way comes to its end. */
  calm() {
    Object.assign(this, { online: true, signedIn: true, deviceWorks: true })
    for (const window of [...this.windows]) this.tell(window, { event: 'shown' })
    for (let round = 0; round < 300; round++) {
      this.arrive()
      for (const window of [...this.windows]) {
        this.settle(window, 'both')
        for (const timer of [...window.timers]) this.fire(window, timer)
      }
      const busy = ({ disk, loading, timers }: OpenWindow) => disk.length + loading.length + timers.size > 0
      if (this.sent.length === 0 && !this.windows.some(busy)) return
    }
    throw new Error('The windows never come to rest.')
  }
}
