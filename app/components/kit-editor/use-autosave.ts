import { useParams, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { randomKey } from '~/components/ui/random-key'
import type { Node, Path } from '~/domain/kit-draft/content'
import { shownName } from '~/domain/kit-draft/form'
import { paths } from '~/paths'
import { useEditor } from './editor-state'
import { focusAfterAct } from './focus-after-act'
import { bringUpToDate, changedIn, controlAt, markStored, setStored, shownText, storedAt } from './form-fields'
import type { Problem } from './part-form'
import { sendDraft, type Conflict, type Sent, type Waiting } from './send-draft'

export type { Conflict, Saved } from './send-draft'

/** Where what was typed is: stored, on its way, in this window until it can be sent, or refused. */
export type SaveStatus =
  | { is: 'saved' | 'saving' | 'failed' }
  /** Sent again by itself, or once the window is looked at again. */
  | { is: 'held'; why: Waiting; message?: string | undefined }

/** After the last key: short enough that little is lost, long enough that a word is one change and one step of undo. */
const PAUSE_MS = 900
const AGAIN_MS = [3_000, 10_000, 30_000]

/** What one send does beside saving the fields. */
type Task = { intent: 'save' | 'undo' | 'redo'; act?: string }
const DONE: Readonly<Record<string, string>> = {
  add: 'Added.',
  remove: 'Removed. You can undo this.',
  up: 'Moved up.',
  down: 'Moved down.',
  undo: 'Undone.',
  redo: 'Redone.',
}

type Given = { base: Path; node: Node; revision: number }

/**
 * Saves the fields of a form that were changed, a moment after the last key and when a field is left, and does what its
 * buttons do with lists. What was saved becomes what the page showed, so each change is sent once; what cannot be sent
 * now stays in the form and is sent again. A conflict leaves its field as it is.
 */
export function useAutosave(form: RefObject<HTMLFormElement>, { base, node, revision }: Given) {
  const url = paths.ownKitDraft(Number(useParams().kitId))
  const { revalidate } = useRevalidator()
  const { onSaved } = useEditor()
  const [status, setStatus] = useState<SaveStatus>({ is: 'saved' })
  const [error, setError] = useState<string | null>(null)
  const [conflicts, setConflicts] = useState<Conflict[]>([])
  const [problems, setProblems] = useState<{ revision: number; list: readonly Problem[] } | null>(null)
  const [done, setDone] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef<(() => void) | null>(null)
  const gone = useRef(false)
  const newest = useRef(0)
  const place = useRef(base)
  place.current = base
  const focus = useRef<(() => void) | null>(null)

  const isUnsaved = useCallback(() => {
    const element = form.current
    return element !== null && (waiting.current !== null || changedIn(element).length > 0)
  }, [form])

  /** Sends until there is an answer; null once the page is left. */
  const sendUntilAnswered = useCallback(
    async (fields: FormData) => {
      for (let attempt = 0; !gone.current; attempt++) {
        const result = await sendDraft(url, fields)
        if (result.got !== 'nothing') return result
        if (gone.current) break
        const { why, message } = result
        setStatus({ is: 'held', why, message })
        await untilWoken(waiting, why === 'connection' || why === 'server' ? AGAIN_MS[Math.min(attempt, 2)] : undefined)
      }
      return null
    },
    [url],
  )

  const run = useCallback(
    async ({ intent, act }: Task): Promise<boolean> => {
      const element = form.current
      if (!element || gone.current) return false
      clearTimeout(timer.current)
      const changed = intent === 'save' ? changedIn(element) : []
      if (changed.length === 0 && !act && intent === 'save') {
        setStatus({ is: 'saved' })
        return true
      }
      const fields = new FormData()
      for (const [name, value] of new FormData(element)) if (!/^(?:set|was):/.test(name)) fields.append(name, value)
      fields.set('intent', intent)
      fields.set('base', base.join('/'))
      fields.set('clientKey', randomKey())
      if (act) fields.set('do', act)
      for (const { control, shown } of changed) {
        fields.set(shown.name, storedAt(shown))
        fields.set(control.name, control.value)
      }
      const arrive = act ? focusAfterAct(element, act) : null
      setStatus({ is: 'saving' })
      const result = await sendUntilAnswered(fields)
      if (!result) return false
      if (result.got === 'refused') {
        setError(result.message)
        setStatus({ is: 'failed' })
        return false
      }
      const { answer } = result
      newest.current = Math.max(newest.current, answer.state.revision)
      const isHeld = heldBy(answer)
      for (const { shown, now } of changed) if (!isHeld(shown.name)) setStored(shown, now)
      setError(answer.error ?? null)
      setConflicts(answer.conflicts)
      setProblems({ revision, list: answer.problems })
      onSaved(answer.state)
      const whole = answer.conflicts.length === 0 && (answer.held ?? []).length === 0
      setStatus({ is: whole ? 'saved' : 'failed' })
      if (!act && intent === 'save') return whole
      // The list is drawn anew from the draft as it is stored now; the fields keep what is not saved.
      if (arrive && !answer.error) focus.current = () => arrive(answer.added)
      setDone(answer.error ? '' : (DONE[act ? (act.split(':')[0] ?? '') : intent] ?? ''))
      revalidate()
      return whole
    },
    [form, base, revision, onSaved, revalidate, sendUntilAnswered],
  )

  const enqueue = useCallback(
    (task: Task): Promise<boolean> => {
      waiting.current?.()
      const result = queue.current.then(() => run(task))
      queue.current = result.catch(() => false)
      return result
    },
    [run],
  )
  const save = useCallback(() => enqueue({ intent: 'save' }), [enqueue])
  const typed = useCallback(() => {
    clearTimeout(timer.current)
    setStatus((before) => (before.is === 'held' ? before : { is: 'saving' }))
    timer.current = setTimeout(() => void save(), PAUSE_MS)
  }, [save])

  useEffect(() => {
    const element = form.current
    // What was loaded before the last save says of the fields what they were.
    if (element && revision >= newest.current) bringUpToDate(element, place.current, node)
    focus.current?.()
    focus.current = null
  }, [form, revision, node])

  useEffect(() => {
    gone.current = false
    const wake = () => waiting.current?.()
    const looked = () => {
      if (document.visibilityState === 'visible') wake()
    }
    window.addEventListener('online', wake)
    window.addEventListener('focus', wake)
    document.addEventListener('visibilitychange', looked)
    return () => {
      gone.current = true
      clearTimeout(timer.current)
      wake()
      window.removeEventListener('online', wake)
      window.removeEventListener('focus', wake)
      document.removeEventListener('visibilitychange', looked)
    }
  }, [])

  /** Settles a conflict: what somebody else wrote counts as shown; then mine replaces it, or theirs stands in the field. */
  const settle = useCallback(
    (conflict: Conflict, keep: 'mine' | 'theirs') => {
      const element = form.current
      const control = element && controlAt(element, conflict.path)
      setConflicts((all) => all.filter((one) => one !== conflict))
      // What was removed is no longer on the page once it is loaded again.
      if (conflict.theirs === undefined) revalidate()
      if (!element || !control) return void save()
      markStored(element, conflict.path, conflict.theirs)
      control.value = shownText(control, keep === 'theirs' ? conflict.theirs : conflict.mine)
      control.focus()
      void save()
    },
    [form, save, revalidate],
  )
  return {
    status,
    error,
    conflicts,
    problems: problems?.revision === revision ? problems.list : null,
    done,
    typed,
    save,
    act: (act: string) => enqueue({ intent: 'save', act }),
    undo: async (which: 'undo' | 'redo') => (await save()) && enqueue({ intent: which }),
    settle,
    isUnsaved,
  }
}

const heldBy = ({ conflicts, held = [] }: Sent) => {
  const names = new Set([...conflicts.map(({ path }) => shownName(path)), ...held.map((path) => shownName(path))])
  return (name: string) => names.has(name)
}

/** Waits for a moment, for the network or the window to come back, or for somebody to press a button. */
const untilWoken = (waiting: { current: (() => void) | null }, ms: number | undefined) =>
  new Promise<void>((resolve) => {
    const timer = ms === undefined ? undefined : setTimeout(() => waiting.current?.(), ms)
    waiting.current = () => {
      clearTimeout(timer)
      waiting.current = null
      resolve()
    }
  })
