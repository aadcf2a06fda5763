import { andThen, step, type DraftEvent, type Step } from './events'
import { startJoin } from './joining'
import { isPending, keepNow, sameText, SAVE_AFTER_MS, SAVE_AGAIN_AFTER_MS, stop } from './keeping'
import type { DraftState, StoredDraft } from './state'

/** Of the texts that were never answered as many are remembered; an older one would be taken for another window's. */
const UNANSWERED_KEPT = 50
const SIGNED_OUT = 'You are signed out. Sign in in another window, then come back to this one: it saves by itself.'

/** One save at a time, each with the revision it began from; none while a choice or a submission is open. */
export function saveNow<Content>(state: DraftState<Content>): Step<Content> {
  const { ended, submission, join, save, base, server, content } = state
  if (ended || submission || join) return step(state)
  if (save.sent) return step({ ...state, save: { ...save, again: true } })
  const saving = { ...state, save: { ...save, sent: content, again: false }, standing: { state: 'saving' } as const }
  return step(saving, stop('server'), { effect: 'save', base, revision: server.revision, content })
}

export const saveIfPending = <Content>(state: DraftState<Content>): Step<Content> =>
  isPending(state) ? saveNow(state) : step(state)

/** The stored draft, if it is a save of this window whose answer was lost: goes on from it. */
export function adopt<Content>(state: DraftState<Content>, current: StoredDraft<Content>): DraftState<Content> | null {
  if (!state.save.unanswered.some((sent) => sameText(sent, current.content))) return null
  return { ...state, server: current, save: { ...state.save, unanswered: [] } }
}

export function saveAnswered<Content>(
  state: DraftState<Content>,
  { answer, at }: Extract<DraftEvent<Content>, { event: 'save-answered' }>,
): Step<Content> {
  const { sent, unanswered } = state.save
  if (!sent) return step(state)
  const idle = { ...state, save: { ...state.save, sent: null } }
  switch (answer.got) {
    case 'answer': {
      const server = { revision: answer.value.revision, content: sent }
      const saved = { ...idle, server, save: { ...idle.save, unanswered: [] } }
      // What was typed since it was sent is not what the server has.
      const later = isPending(saved)
      const shown = later || state.join ? saved : { ...saved, standing: { state: 'saved', at } as const }
      const effects = later ? [{ effect: 'start-timer', timer: 'server', ms: SAVE_AFTER_MS } as const] : []
      return andThen(step(shown, { effect: 'clear-marks' }, ...effects), keepNow)
    }
    case 'stale': {
      const own = adopt(idle, answer.current)
      if (own) return step({ ...own, save: { ...own.save, again: true } })
      return andThen(keepNow(idle), (kept) => startJoin(kept, { with: 'server', current: answer.current }))
    }
    case 'nothing': {
      const others = unanswered.filter((text) => !sameText(text, sent)).slice(1 - UNANSWERED_KEPT)
      const standing = { state: 'held', at, onDevice: state.device.keeps, why: answer.why } as const
      const held = { ...idle, save: { ...idle.save, unanswered: [...others, sent] }, standing }
      return andThen(keepNow(held), (kept) =>
        step(kept, { effect: 'start-timer', timer: 'server', ms: SAVE_AGAIN_AFTER_MS }),
      )
    }
    case 'errors': {
      const message = `Not saved. ${Object.values(answer.fieldErrors)[0] ?? ''}`.trim()
      const failed = { ...idle, standing: { state: 'failed', message } as const }
      return andThen(step(failed, { effect: 'mark-fields', fieldErrors: answer.fieldErrors, focus: false }), keepNow)
    }
    case 'conflict':
      return keepNow({ ...idle, standing: { state: 'failed', message: answer.version.message } })
    case 'refused': {
      const message = answer.status === 401 ? SIGNED_OUT : answer.message
      return keepNow({ ...idle, standing: { state: 'failed', message } })
    }
  }
}
