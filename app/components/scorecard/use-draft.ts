import { useNavigate } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { randomKey } from '~/components/ui/random-key'
import { draftFor, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { DraftEvent } from '~/domain/scorecard/drafting/events'
import { reduceDraft } from '~/domain/scorecard/drafting/reduce'
import { openDraft, type DraftState, type Place } from '~/domain/scorecard/drafting/state'
import { paths } from '~/paths'
import type { CompareWith } from './compare'
import type { DraftForm } from './draft-form'
import { deviceStore, draftRunner } from './run-draft'

type Given = CompareWith & {
  owner: string
  scorecardId: number
  timeZone: string
  base: number
  revision: number
  draft: ScorecardDraft
  savedAt: string | null
}
type Event = DraftEvent<ScorecardDraft>
type State = DraftState<ScorecardDraft>

/**
 * Keeps what is written, and submits it. What becomes of it is decided by `reduceDraft`; this tells it what the form, the
 * window, this device and the server do, and runs what it answers.
 */
export function useDraft(form: DraftForm, given: Given) {
  const [shown, setShown] = useState(() => shownOf(opened(given)))
  const dispatch = useRef<(event: Event) => void>(() => {})
  const navigateTo = useNavigate()
  const navigate = useRef(navigateTo)
  navigate.current = navigateTo
  const latest = useRef(given)
  latest.current = given
  const { owner, scorecardId } = given

  useEffect(() => {
    let state = opened(latest.current)
    let mounted = true
    const waiting: Event[] = []
    let busy = false
    const go = (to: Place) => {
      const at = paths.scorecard(scorecardId)
      if (mounted) navigate.current(to === 'amendment' ? `${at}?amend` : at, { replace: true })
    }
    const handle = (event: Event) => {
      const next = reduceDraft(state, event)
      state = next.state
      for (const effect of next.effects) {
        if (effect.effect === 'go') go(effect.to)
        else run(effect)
      }
    }
    /** One event after the other; the form is read before each, so that no change of it is missed. */
    const tell = (event: Event) => {
      waiting.push(event)
      if (busy) return
      busy = true
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        if (mounted) handle({ event: 'typed', content: structuredClone(form.getValues()) })
        if (one.event !== 'typed') handle(one)
      }
      busy = false
      if (mounted) setShown((before) => (isShown(before, state) ? before : shownOf(state)))
    }
    const run = draftRunner(form, latest.current, tell)
    dispatch.current = tell

    const typed = () => tell({ event: 'typed', content: form.getValues() })
    const online = () => tell({ event: 'connection-back' })
    const seen = () => tell({ event: document.visibilityState === 'hidden' ? 'hidden' : 'shown' })
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: typed })
    window.addEventListener('online', online)
    window.addEventListener('focus', seen)
    document.addEventListener('visibilitychange', seen)
    void deviceStore()
      .then(
        ({ readFromDevice }) => readFromDevice(owner, scorecardId),
        () => [],
      )
      .then((copies) => tell({ event: 'device-read', copies }))
    return () => {
      tell({ event: 'closed' })
      mounted = false
      unsubscribe()
      window.removeEventListener('online', online)
      window.removeEventListener('focus', seen)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [form, owner, scorecardId])

  const tell = useCallback((event: Event) => dispatch.current(event), [])
  const submit = () =>
    void form.handleSubmit(
      () => tell({ event: 'submit-asked' }),
      ({ notes, ...others }) =>
        tell({ event: 'submit-invalid', onlyNotes: Boolean(notes) && Object.keys(others).length === 0 }),
    )()
  return { ...shown, tell, submit }
}

/**
 * The draft that the page was loaded with, in a window and under a write key of its own. What the form holds beyond it (a
 * refused form that was sent without a script) counts as typed.
 */
function opened({ base, revision, draft, savedAt, asked }: Given): State {
  const empty = draftFor(asked.criteria, asked.flags)
  const server = { revision, content: draft }
  return openDraft<ScorecardDraft>({ window: randomKey(), writeKey: randomKey(), base, empty, server, savedAt })
}

/** What the page shows of the state; it is drawn again when one of these changes, not at each key. */
const shownOf = ({ standing, clash, conflict, problem, submission, device }: State) => ({
  standing,
  clash,
  conflict,
  problem,
  busy: submission !== null,
  left: device.leftOver.at(-1)?.content ?? null,
})
type Shown = ReturnType<typeof shownOf>
function isShown(before: Shown, state: State): boolean {
  const now = shownOf(state)
  return (Object.keys(now) as (keyof Shown)[]).every((key) => Object.is(now[key], before[key]))
}
