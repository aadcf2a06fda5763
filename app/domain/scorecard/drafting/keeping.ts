import { canonical } from '../../kit/canonical'
import { andThen, step, type DraftEvent, type Step, type Timer } from './events'
import type { CopyName, DraftState, FoundCopy } from './state'

/** A moment after the last key on this device, a longer one on the server; the server again after no answer. */
export const KEEP_AFTER_MS = 150
export const SAVE_AFTER_MS = 900
export const SAVE_AGAIN_AFTER_MS = 10_000

export const sameText = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b)

/** True while the server does not have exactly what the form holds. */
export const isPending = <Content>({ content, server }: DraftState<Content>): boolean =>
  !sameText(content, server.content)

/** Keeps on this device what the form holds now, and what it builds on. */
export function keepNow<Content>(state: DraftState<Content>): Step<Content> {
  const { window, content, server, submission, device } = state
  const place =
    submission?.step === 'moving'
      ? { base: submission.to, revision: 0, before: state.empty, pending: true }
      : { base: state.base, revision: server.revision, before: server.content, pending: isPending(state) }
  const copy = { window, content, ...place }
  return step(state, stop('device'), { effect: 'keep', copy, superseded: device.superseded })
}

export const stop = (timer: Timer) => ({ effect: 'stop-timer', timer }) as const

/** Puts another text into the form, and keeps it. */
export const replace = <Content>(state: DraftState<Content>, content: Content): Step<Content> =>
  sameText(content, state.content)
    ? keepNow(state)
    : andThen(step({ ...state, content }, { effect: 'fill-form', content }), keepNow)

export function kept<Content>(
  state: DraftState<Content>,
  { ok, superseded }: Extract<DraftEvent<Content>, { event: 'kept' }>,
): DraftState<Content> {
  const { device, standing } = state
  const gone = new Set(ok ? superseded.map(named) : [])
  return {
    ...state,
    device: { ...device, keeps: ok, superseded: device.superseded.filter((one) => !gone.has(named(one))) },
    standing: standing.state === 'held' ? { ...standing, onDevice: ok } : standing,
  }
}

const named = ({ window, at }: CopyName) => `${at} ${window}`
export const nameOf = ({ window, at }: CopyName): CopyName => ({ window, at })

/** Sorts what lost connections and closed windows left on this device. */
export function sortCopies<Content>(state: DraftState<Content>, copies: FoundCopy<Content>[]): DraftState<Content> {
  const others = copies.filter(({ window }) => window !== state.window)
  const pending = others.filter((copy) => copy.pending)
  return {
    ...state,
    device: {
      ...state.device,
      found: pending.filter(({ base }) => base === state.base),
      leftOver: pending.filter(({ base }) => base !== state.base),
      superseded: others.filter((copy) => !copy.pending).map(nameOf),
    },
  }
}
