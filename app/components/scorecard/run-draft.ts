import type { Path } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { DraftEffect, DraftEvent, Forgettable, Timer } from '~/domain/scorecard/drafting/events'
import type { FoundCopy } from '~/domain/scorecard/drafting/state'
import { paths } from '~/paths'
import { clockTime } from './clock-time'
import type * as DeviceStore from './device-store'
import type { DeviceCopy } from './device-store'
import type { CompareWith } from './compare'
import { send } from './send'
import type { DraftForm } from './draft-form'

type Event = DraftEvent<ScorecardDraft>
type Effect = DraftEffect<ScorecardDraft>
type Given = CompareWith & { owner: string; scorecardId: number; timeZone: string }

let store: Promise<typeof DeviceStore> | undefined
/**
 * Fetched as soon as the page is drawn, for the form does not wait for it. One promise, so that what is asked of the
 * device is done in that order.
 */
export const deviceStore = () =>
  (store ??= import('./device-store').catch((error: unknown) => {
    store = undefined
    throw error
  }))
/** Needed only once Submit is pressed. */
const comparing = () => import('./compare')
/** Two windows on one scorecard are rare. */
const merging = () => import('~/domain/scorecard/merge')

/** Runs the effects of the draft's reducer: the form, timers, this device, the server. `go` is left to the page. */
export function draftRunner(form: DraftForm, given: Given, dispatch: (event: Event) => void) {
  const { owner, scorecardId } = given
  const url = paths.scorecardDraft(scorecardId)
  const timers: Partial<Record<Timer, number>> = {}
  let marked: Path<ScorecardDraft>[] = []

  const mark = (fieldErrors: Record<string, string>, shouldFocus: boolean) => {
    for (const [name, message] of Object.entries(fieldErrors)) {
      const path = name.replace(/^content\./, '') as Path<ScorecardDraft>
      marked.push(path)
      form.setError(path, { type: 'server', message }, { shouldFocus })
    }
  }
  const forget = async (copies: Forgettable) => {
    const holds = copies.equalTo ? (await comparing()).holds : null
    const isSafe = (copy: DeviceCopy) => {
      if (!copy.pending || isNamed(copies, copy)) return true
      return Boolean(copies.equalTo && holds?.(copies.equalTo, copy.content, given.asked))
    }
    // A device that could not be reached keeps what it has; the page of the submitted scorecard shows it.
    await deviceStore().then(
      ({ forgetOnDevice }) => forgetOnDevice(owner, scorecardId, isSafe),
      () => {},
    )
    dispatch({ event: 'forgotten' })
  }

  return (effect: Exclude<Effect, { effect: 'go' }>): void => {
    switch (effect.effect) {
      case 'fill-form':
        return form.reset(structuredClone(effect.content))
      case 'start-timer': {
        const { timer, ms } = effect
        window.clearTimeout(timers[timer])
        timers[timer] = window.setTimeout(() => dispatch({ event: 'timer-ended', timer }), ms)
        return
      }
      case 'stop-timer':
        return window.clearTimeout(timers[effect.timer])
      case 'keep': {
        const { copy, superseded } = effect
        const isSuperseded = (other: DeviceCopy) => isNamed({ copies: superseded }, other)
        void deviceStore()
          .then(
            ({ keepOnDevice }) => keepOnDevice({ ...copy, owner, scorecardId, at: Date.now() }, isSuperseded),
            () => false,
          )
          .then((ok) => dispatch({ event: 'kept', ok, of: copy.content, superseded }))
        return
      }
      case 'save': {
        const { base, revision, content } = effect
        void send<{ revision: number }>(url, 'PUT', owner, { base, revision, content }).then((answer) =>
          dispatch({ event: 'save-answered', answer, at: clockTime(given.timeZone) }),
        )
        return
      }
      case 'merge': {
        const { of, before, mine, theirs } = effect
        void merging().then(
          ({ mergeDrafts }) => dispatch({ event: 'merged', of, ...mergeDrafts(before, mine, theirs) }),
          () => dispatch({ event: 'merge-failed' }),
        )
        return
      }
      case 'mark-fields':
        return mark(effect.fieldErrors, effect.focus)
      case 'clear-marks':
        form.clearErrors(marked)
        marked = []
        return
      case 'load-comparison':
        void comparing().then(
          () => dispatch({ event: 'comparison-loaded', ok: true }),
          () => dispatch({ event: 'comparison-loaded', ok: false }),
        )
        return
      case 'submit': {
        const { writeKey, base, revision, content } = effect
        void send<Submitted>(url, 'POST', owner, { writeKey, base, revision, content }).then((answer) =>
          dispatch({ event: 'submission-answered', answer }),
        )
        return
      }
      case 'compare':
        void comparing().then(({ comparison }) =>
          dispatch({ event: 'compared', of: effect.content, ...comparison(effect.content, given, effect.version) }),
        )
        return
      case 'forget':
        return void forget(effect.copies)
    }
  }
}

type Submitted = Extract<Extract<Event, { event: 'submission-answered' }>['answer'], { got: 'answer' }>['value']

const isNamed = ({ windows, copies }: Forgettable, { window, at }: FoundCopy<unknown>): boolean =>
  Boolean(windows?.includes(window) || copies?.some((copy) => copy.window === window && copy.at === at))
