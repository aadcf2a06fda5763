import { andThen, step, type DraftEvent, type Step } from './events'
import { startJoin, takeFound } from './joining'
import { keepNow, stop } from './keeping'
import { adopt, saveNow } from './saving'
import type { DraftState, StoredVersion } from './state'

const LATE = 'Your scorecard was submitted. What you changed while it was being sent is not in it.'
const OFFLINE = 'No connection. Everything is kept; press Submit again once you are back.'
const OVERTAKEN = 'Another window saved other text in the meantime. Combine the two texts, then press Submit again.'
const MARKED = 'The server found something that is missing or cannot be stored; it is marked.'
const UNKNOWN =
  'The server did not answer, so it is not known whether this was submitted. Your text is saved on this device; press Submit again.'
const SIGNED_OUT = 'You are signed out, so nothing was submitted. Sign in in another window, then press Submit again.'
const NOT_MOVED =
  'This browser keeps nothing on this device, so your text cannot be taken along. Copy what you need, then amend the submitted scorecard.'

type Answered<Content> = Extract<DraftEvent<Content>, { event: 'submission-answered' }>['answer']

export function submitAsked<Content>(state: DraftState<Content>): Step<Content> {
  if (state.submission) return step(state)
  if (state.join) return step({ ...state, problem: OVERTAKEN })
  // Loaded before anything is sent: what comes back has to be compared even if the connection ends then.
  return step({ ...state, submission: { step: 'loading' }, problem: null }, { effect: 'load-comparison' })
}

export function comparisonLoaded<Content>(state: DraftState<Content>, ok: boolean): Step<Content> {
  if (state.submission?.step !== 'loading') return step(state)
  if (!ok) return over(state, OFFLINE)
  if (state.join) return over(state, OVERTAKEN)
  if (state.save.sent) return step({ ...state, submission: { step: 'waiting' } })
  return send(state, false)
}

function send<Content>(state: DraftState<Content>, resent: boolean): Step<Content> {
  const { writeKey, base, server, content } = state
  const sending = { ...state, submission: { step: 'sending', resent } as const }
  return step(sending, stop('server'), { effect: 'submit', writeKey, base, revision: server.revision, content })
}

/** The save that a submission waited for is answered. */
export function sendWaiting<Content>(state: DraftState<Content>): Step<Content> {
  if (state.submission?.step !== 'waiting') return step(state)
  return state.join ? over(state, OVERTAKEN) : send(state, false)
}

/** The submission is over without its text being stored: saving goes on, unless the page was left meanwhile. */
function over<Content>(state: DraftState<Content>, problem: string): Step<Content> {
  if (state.closed) return step({ ...state, submission: null, ended: true })
  return andThen(takeFound({ ...state, submission: null, problem }), saveNow)
}

export function submissionAnswered<Content>(state: DraftState<Content>, answer: Answered<Content>): Step<Content> {
  const { submission } = state
  if (submission?.step !== 'sending') return step(state)
  switch (answer.got) {
    case 'answer': {
      const { number, stored } = answer.value
      return compare(state, { message: LATE, number, content: stored })
    }
    case 'conflict':
      return compare(state, answer.version)
    case 'stale': {
      // A save of this window whose answer was lost is no other window: goes on from it, once.
      const own = submission.resent ? null : adopt(state, answer.current)
      if (own) return send(own, true)
      if (state.closed) return over(state, OVERTAKEN)
      const kept = keepNow({ ...state, submission: null, problem: OVERTAKEN })
      return andThen(kept, (next) => startJoin(next, { with: 'server', current: answer.current }))
    }
    case 'errors':
      return andThen(over(state, MARKED), (next) =>
        step(next, { effect: 'mark-fields', fieldErrors: answer.fieldErrors, focus: true }),
      )
    case 'nothing':
      return over(state, UNKNOWN)
    case 'refused':
      return over(state, answer.status === 401 ? SIGNED_OUT : answer.message)
  }
}

const compare = <Content>(state: DraftState<Content>, version: StoredVersion): Step<Content> =>
  step({ ...state, submission: { step: 'comparing', version } }, { effect: 'compare', version, content: state.content })

/** The device's copies go only when the server answered with exactly the text that the form holds at this moment. */
export function compared<Content>(
  state: DraftState<Content>,
  { of, same, stored, sent }: Extract<DraftEvent<Content>, { event: 'compared' }>,
): Step<Content> {
  const { submission } = state
  if (submission?.step !== 'comparing') return step(state)
  const { version } = submission
  if (of !== state.content) return compare(state, version)
  if (same) return leave(state, version.content)
  const { message, number } = version
  const conflict = { message, number, at: version.stored?.at ?? null, stored, sent }
  return over({ ...state, conflict }, message)
}

/** Ends, and takes from this device the text of this window and whatever else is exactly what the version holds. */
export const leave = <Content>(state: DraftState<Content>, equalTo: StoredVersion['content']): Step<Content> =>
  step({ ...state, ended: true, leaving: 'scorecard' }, stop('device'), stop('server'), {
    effect: 'forget',
    copies: { windows: [state.window], copies: state.device.superseded, equalTo },
  })

/** Moves the text to an amendment of the stored version; the page goes there once the device has it. */
export function amendAsked<Content>(state: DraftState<Content>): Step<Content> {
  if (!state.conflict) return step(state)
  return keepNow({ ...state, submission: { step: 'moving', to: state.conflict.number } })
}

/** A copy is kept while the text moves to an amendment. */
export function moved<Content>(state: DraftState<Content>, kept: { ok: boolean; of: Content }): Step<Content> {
  if (state.submission?.step !== 'moving') return step(state)
  if (!kept.ok) return over({ ...state, conflict: null }, NOT_MOVED)
  if (kept.of !== state.content) return keepNow(state)
  return step({ ...state, ended: true }, stop('device'), stop('server'), { effect: 'go', to: 'amendment' })
}
