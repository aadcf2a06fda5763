import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '../../kit/canonical'
import { DraftWorld, wordsOf, type OpenWindow } from '../../../../test/setup/draft-world'

type Command = fc.Command<object, DraftWorld>

/** What happens in a window, to a request or around them; the invariant is looked at after each. */
const command = (name: string, at: number, happen: (world: DraftWorld, at: number) => void): Command => ({
  check: () => true,
  run: (_, world) => {
    happen(world, at)
    world.check()
  },
  toString: () => `${name}(${at})`,
})
const inWindow = (name: string, happen: (world: DraftWorld, window: OpenWindow) => void) =>
  fc.nat(2).map((at) =>
    command(name, at, (world) => {
      const window = world.windows[at % Math.max(1, world.windows.length)]
      if (window) happen(world, window)
    }),
  )
const ofRequest = (name: string, happen: (world: DraftWorld, one: DraftWorld['sent'][number]) => void) =>
  fc.nat(3).map((at) =>
    command(name, at, (world) => {
      const one = world.sent[at % Math.max(1, world.sent.length)]
      if (one) happen(world, one)
    }),
  )
const around = (name: string, happen: (world: DraftWorld) => void) => fc.constant(command(name, 0, happen))

const typing = (['reason', 'evidence', 'note'] as const).map((where) =>
  inWindow(`type in ${where}`, (world, window) => world.type(window, where)),
)
const events = (
  ['save-asked', 'submit-asked', 'connection-back', 'shown', 'hidden', 'conflict-closed', 'amend-asked'] as const
).map((event) => inWindow(event, (world, window) => world.tell(window, { event })))
const timers = (['device', 'server'] as const).map((timer) =>
  inWindow(`${timer} timer`, (world, window) => world.fire(window, timer)),
)
const progress = [
  inWindow('disk', (_, window) => window.disk.shift()?.()),
  inWindow('load', (_, window) => window.loading.shift()?.()),
  ofRequest('handle', (world, one) => world.handle(one)),
  ofRequest('answer', (world, one) => world.answer(one)),
  around('arrive', (world) => world.arrive()),
]
const trouble = [
  ofRequest('lose', (world, one) => world.lose(one)),
  inWindow('part does not load', (world, window) => {
    const failing = window.state.join ? ({ event: 'merge-failed' } as const) : null
    if (failing && window.loading.shift()) world.tell(window, failing)
  }),
  around('connection', (world) => (world.online = !world.online)),
  around('session', (world) => (world.signedIn = !world.signedIn)),
  around('device', (world) => (world.deviceWorks = !world.deviceWorks)),
  inWindow('crash', (world, window) => world.crash(window)),
]
const comings = [
  around('open', (world) => (world.windows.length < 3 ? world.open() : undefined)),
  inWindow('leave', (world, window) => world.leave(window)),
  ...(['both', 'mine', 'theirs'] as const).map((keep) =>
    inWindow(`keep ${keep}`, (world, window) => world.settle(window, keep)),
  ),
]
const givingUp = [
  inWindow('discard', (world, window) => world.discard(window)),
  inWindow('read what is left over', (world, window) => world.readLeftOver(window)),
]
const usual = [...typing, ...timers, ...progress, ...progress, ...events, ...trouble, ...comings]

const holdsFor = (commands: fc.Arbitrary<Iterable<Command>>, runs: number, after?: (world: DraftWorld) => void) =>
  fc.assert(
    fc.property(commands, (some) => {
      const world = new DraftWorld()
      world.open()
      fc.modelRun(() => ({ model: {}, real: world }), some)
      after?.(world)
    }),
    { numRuns: runs },
  )

test('nothing acknowledged is lost, whatever is late, lost, closed, offline, signed out or refused by the device', () => {
  holdsFor(fc.commands([...usual, ...givingUp], { maxCommands: 120, size: 'max' }), 600)
})

test('once everything works again, every window comes to rest with its text saved, submitted or shown', () => {
  holdsFor(fc.commands(usual, { maxCommands: 60, size: 'max' }), 400, (world) => {
    world.calm()
    world.check()
    for (const { state } of world.windows) {
      if (state.base !== world.server.versions.length || state.conflict) continue
      const words = new Set(wordsOf({ draft: world.server.draft, versions: world.server.versions }))
      expect(wordsOf(state.content).filter((word) => !words.has(word))).toEqual([])
      expect(state.join ?? state.clash).toBeNull()
    }
  })
})

test('a window alone that types and loses answers ends with exactly its text on the server', () => {
  const alone = [...typing, ...timers, ...progress, ofRequest('lose', (world, one) => world.lose(one))]
  holdsFor(fc.commands(alone, { maxCommands: 60, size: 'max' }), 300, (world) => {
    world.calm()
    const { state } = world.windows[0]!
    if (wordsOf(state.content).length === 0) return
    expect(canonical(world.server.draft?.content)).toBe(canonical(state.content))
    expect(state.standing).toEqual({ state: 'saved', at: '14:02' })
  })
})
