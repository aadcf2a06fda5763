import { andThen, step, type DraftEvent, type Step } from './events'
import { nameOf, replace, sameText, SAVE_AGAIN_AFTER_MS } from './keeping'
import type { DraftState, Join } from './state'

const CHOOSE = 'Not saved: choose between the two windows'
const NOT_LOADED = 'Not saved: part of the page did not load. Leave this window open.'

/** Puts another text together with the form's; nothing is saved on the server until that is done. */
export function startJoin<Content>(state: DraftState<Content>, join: Join<Content>): Step<Content> {
  const { content, server } = state
  const texts =
    join.with === 'server'
      ? { before: server.content, mine: content, theirs: join.current.content }
      : {
          // A copy of the revision that the form builds on builds on the same text.
          before: join.copy.revision === server.revision ? server.content : join.copy.before,
          mine: join.copy.content,
          theirs: content,
        }
  return step({ ...state, join, clash: null }, { effect: 'merge', of: content, ...texts })
}

/** Takes the copies found on this device one after the other, because one choice is put to the person at a time. */
export function takeFound<Content>(state: DraftState<Content>): Step<Content> {
  const { server, content, join, submission, ended, device } = state
  const copy = device.found[0]
  if (!copy || join || submission || ended) return step(state)
  if (sameText(copy.content, server.content)) return andThen(taken(state, content), takeFound)
  const isNewer = copy.revision === server.revision && sameText(content, server.content)
  if (isNewer || sameText(copy.content, content)) return andThen(taken(state, copy.content), takeFound)
  return startJoin(state, { with: 'copy', copy })
}

/** The text of the first copy is in `content`: the copy goes once this window's own is kept. */
function taken<Content>(state: DraftState<Content>, content: Content): Step<Content> {
  const { found, superseded } = state.device
  const [copy, ...others] = found
  if (!copy) return step(state)
  const device = { ...state.device, found: others, superseded: [...superseded, nameOf(copy)] }
  return replace({ ...state, device }, content)
}

/** Two texts have become one, which builds on what the server has. */
export function joined<Content>(state: DraftState<Content>, content: Content): Step<Content> {
  const { join } = state
  if (!join) return step(state)
  const open = { ...state, join: null, clash: null }
  const one = join.with === 'server' ? replace({ ...open, server: join.current }, content) : taken(open, content)
  return andThen(one, takeFound)
}

export function merged<Content>(
  state: DraftState<Content>,
  { of, merged, clashes }: Extract<DraftEvent<Content>, { event: 'merged' }>,
): Step<Content> {
  // The form has changed since: the merge of what it holds now is under way.
  if (!state.join || of !== state.content) return step(state)
  if (clashes.length === 0) return joined(state, merged)
  return step({ ...state, clash: { merged, clashes }, standing: { state: 'failed', message: CHOOSE } })
}

/**
 * Nothing is put together, and nothing given up: copies stay on the device until the page is opened again, and the next
 * save is told of the other window again.
 */
export const mergeFailed = <Content>(state: DraftState<Content>): Step<Content> =>
  step(
    {
      ...state,
      join: null,
      clash: null,
      device: { ...state.device, found: [] },
      standing: { state: 'failed', message: NOT_LOADED },
    },
    { effect: 'start-timer', timer: 'server', ms: SAVE_AGAIN_AFTER_MS },
  )
