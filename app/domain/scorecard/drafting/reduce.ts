import { andThen, step, type DraftEvent, type Step } from './events'
import { joined, merged, mergeFailed, startJoin, takeFound } from './joining'
import { kept, KEEP_AFTER_MS, keepNow, nameOf, sameText, SAVE_AFTER_MS, sortCopies, isPending, stop } from './keeping'
import { saveAnswered, saveIfPending, saveNow } from './saving'
import {
  amendAsked,
  compared,
  comparisonLoaded,
  leave,
  moved,
  sendWaiting,
  submissionAnswered,
  submitAsked,
} from './submitting'
import type { DraftState } from './state'

const INCOMPLETE = 'Something is missing or cannot be stored; the first place is marked and has the focus.'
const BAD_NOTE = 'A note contains something that cannot be stored; it is marked in the notes.'

/**
 * What becomes of a scorecard's draft: from a state and an event to the next state and what the page has to do. Pure;
 * `use-draft.ts` runs the effects. The same for any content: it is only compared, kept, sent and merged.
 *
 * What is written is in one of these places at all times: in the form and, 150 ms later, in this window's copy on the
 * device; on the server; in an open choice. A copy is deleted when its text is in a later copy (in one transaction), when
 * the server answered with a version that reads the same, or when the person gave it up after reading it.
 *
 * | State | Event | Next |
 * |---|---|---|
 * | any | typed | kept on the device after 150 ms, saved on the server after 900 ms |
 * | any | hidden, closed | kept at once, saved at once if the server lacks it |
 * | any | device-read | copies of closed windows are put together with the form, one after the other |
 * | idle | timer-ended, save-asked | saving, with the revision that the form builds on |
 * | idle | connection-back, shown | saving, if the server lacks something |
 * | saving | timer-ended, save-asked | saving, and once more after the answer |
 * | saving | answer | the server has what was sent; idle, or the timer again if more was typed |
 * | saving | stale, own text | a lost answer of this window: goes on from that revision |
 * | saving | stale, other text | joining: nothing is saved until both are one text |
 * | saving | nothing (offline, server away) | held: on this device only; again after 10 s, or when the connection is back |
 * | saving | refused (signed out) | failed, kept on the device; again when the window is shown or something is typed |
 * | saving | errors | failed, the fields are marked |
 * | joining | merged, no clashes | one text in the form, kept and saved |
 * | joining | merged, clashes | a choice is open |
 * | joining, choice open | typed | merged anew with what was typed |
 * | choice open | settled | one text in the form, kept and saved |
 * | no submission | submit-asked | loading what compares, waiting for a save under way, sending |
 * | sending | answer, conflict | comparing what is stored with what the form holds now |
 * | comparing | the same | this window's copies are forgotten, the page shows the submitted scorecard |
 * | comparing | not the same | conflict open: both texts; the device keeps this window's |
 * | sending | stale, own text | sent again once, from that revision |
 * | sending | stale, other text | joining |
 * | sending | nothing, refused, errors | over, with the reason; the same key when it is submitted again |
 * | conflict open | discard-asked | this window's copies are forgotten, the page shows the submitted scorecard |
 * | conflict open | amend-asked | kept as the draft of an amendment; the page goes there once the device has it |
 * | ended | any | nothing more is kept or saved |
 */
export function reduceDraft<Content>(state: DraftState<Content>, event: DraftEvent<Content>): Step<Content> {
  if (state.ended) return afterEnd(state, event)
  switch (event.event) {
    case 'typed':
      return typed(state, event.content)
    case 'timer-ended':
      return event.timer === 'device' ? keepNow(state) : saveNow(state)
    case 'save-asked':
      return saveNow(state)
    case 'connection-back':
    case 'shown':
      return saveIfPending(state)
    case 'hidden':
      return isPending(state) ? andThen(keepNow(state), saveNow) : step(state)
    case 'closed':
      return close(state)
    case 'device-read':
      return deviceRead(state, sortCopies(state, event.copies))
    case 'kept':
      return moved(kept(state, event), event)
    case 'save-answered':
      return andThen(andThen(saveAnswered(state, event), sendWaiting), saveAgain)
    case 'merged':
      return state.join ? andThen(merged(state, event), saveNow) : step(state)
    case 'merge-failed':
      return state.join ? mergeFailed(state) : step(state)
    case 'settled':
      return state.clash ? andThen(joined(state, event.content), saveNow) : step(state)
    case 'submit-asked':
      return submitAsked(state)
    case 'submit-invalid':
      return step({ ...state, problem: event.onlyNotes ? BAD_NOTE : INCOMPLETE })
    case 'comparison-loaded':
      return comparisonLoaded(state, event.ok)
    case 'submission-answered':
      return submissionAnswered(state, event.answer)
    case 'compared':
      return compared(state, event)
    case 'conflict-closed':
      return step({ ...state, conflict: null })
    case 'discard-asked':
      return state.conflict ? leave(state, null) : step(state)
    case 'amend-asked':
      return amendAsked(state)
    case 'left-over-read':
      return forgetLeftOver(state)
    case 'forgotten':
      return step(state)
  }
}

const deviceRead = <Content>(before: DraftState<Content>, sorted: DraftState<Content>): Step<Content> =>
  andThen(takeFound(sorted), (next) => (next.content === before.content ? step(next) : saveNow(next)))

function typed<Content>(state: DraftState<Content>, content: Content): Step<Content> {
  if (sameText(content, state.content)) return step(state)
  const next = { ...state, content }
  const timers = step(
    next,
    { effect: 'start-timer', timer: 'device', ms: KEEP_AFTER_MS },
    { effect: 'start-timer', timer: 'server', ms: SAVE_AFTER_MS },
  )
  return andThen(timers, (waiting) => (waiting.join ? startJoin(waiting, waiting.join) : step(waiting)))
}

function saveAgain<Content>(state: DraftState<Content>): Step<Content> {
  const { again } = state.save
  return again ? saveNow({ ...state, save: { ...state.save, again: false } }) : step(state)
}

/**
 * Leaving the page keeps what was typed last, and saves it once without waiting for the answer. A submission under way
 * is seen through, so that the device forgets what was stored.
 */
function close<Content>(state: DraftState<Content>): Step<Content> {
  const last = isPending(state) ? andThen(keepNow(state), saveNow) : step(state)
  const submitting = state.submission !== null && state.submission.step !== 'moving'
  const end = submitting ? { closed: true } : { ended: true }
  return andThen(last, (next) => step({ ...next, ...end }, stop('device'), stop('server')))
}

/** The last of the texts that were left over was read and is given up; the one before it is shown next. */
function forgetLeftOver<Content>(state: DraftState<Content>): Step<Content> {
  const { leftOver } = state.device
  const read = leftOver.at(-1)
  if (!read) return step(state)
  const device = { ...state.device, leftOver: leftOver.slice(0, -1) }
  return step({ ...state, device }, { effect: 'forget', copies: { copies: [nameOf(read)] } })
}

function afterEnd<Content>(state: DraftState<Content>, event: DraftEvent<Content>): Step<Content> {
  if (event.event !== 'forgotten' || !state.leaving) return step(state)
  return step({ ...state, leaving: null }, { effect: 'go', to: state.leaving })
}
