import { useFetcher } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { randomKey } from '~/components/ui/random-key'
import type { Node } from '~/domain/kit-draft/content'
import { shownName, shownValue, valueOf, type FieldKind } from '~/domain/kit-draft/form'
import type { Problem } from './part-form'

export type Conflict = { path: string[]; place: string; mine?: Node | undefined; theirs?: Node | undefined }
/** What the action of a page of the editor answers to a save. */
export type Saved =
  | { saved: true; conflicts: Conflict[]; problems: Problem[] }
  | { saved: false; error: string; conflicts: Conflict[]; problems: null }
export type SaveStatus = 'saved' | 'saving' | 'failed'

/** After the last key: short enough that little is lost, long enough that a word is one change and one step of undo. */
const PAUSE_MS = 900

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const shownOf = (form: HTMLFormElement, name: string): HTMLInputElement | null => {
  const place = name.split(':').slice(2).join(':')
  const found = form.elements.namedItem(`was:${place}`)
  return found instanceof HTMLInputElement ? found : null
}

/** What a control says as the hidden field beside it would say it. */
const saidBy = (control: Control, shown: string): string =>
  shownValue(valueOf(control.name.split(':')[1] as FieldKind, control.value, JSON.parse(shown) as Node))

const changedIn = (form: HTMLFormElement) =>
  [...form.elements].flatMap((element): { control: Control; shown: HTMLInputElement; now: string }[] => {
    const control = element as Control
    if (!control.name?.startsWith('set:')) return []
    const shown = shownOf(form, control.name)
    if (!shown) return []
    const now = saidBy(control, shown.value)
    return now === shown.value ? [] : [{ control, shown, now }]
  })

/**
 * Saves the fields of a form that were changed, a moment after the last key and when a field is left. What was saved
 * becomes what the page showed, so each change is sent once. A conflict leaves its field as it is.
 */
export function useAutosave(form: RefObject<HTMLFormElement>) {
  const { submit, state, data } = useFetcher<Saved>()
  const [status, setStatus] = useState<SaveStatus>('saved')
  const sent = useRef<{ shown: HTMLInputElement; now: string; name: string }[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const away = useRef(false)

  const save = useCallback(() => {
    clearTimeout(timer.current)
    const element = form.current
    if (!element || away.current) return
    const changed = changedIn(element)
    if (changed.length === 0) return setStatus('saved')
    const fields = new FormData()
    const all = new FormData(element)
    for (const [name, value] of all)
      if (!name.startsWith('set:') && !name.startsWith('was:')) fields.append(name, value)
    fields.set('intent', 'autosave')
    fields.set('clientKey', randomKey())
    for (const { control, shown } of changed) {
      fields.set(shown.name, shown.value)
      fields.set(control.name, control.value)
    }
    sent.current = changed.map(({ control, shown, now }) => ({ shown, now, name: control.name }))
    away.current = true
    setStatus('saving')
    submit(fields, { method: 'post' })
  }, [form, submit])

  useEffect(() => {
    if (state !== 'idle' || !away.current) return
    away.current = false
    if (!data?.saved) return setStatus('failed')
    const held = new Set(data.conflicts.map(({ path }) => shownName(path)))
    for (const { shown, now } of sent.current) if (!held.has(shown.name)) shown.value = now
    setStatus(held.size > 0 ? 'failed' : 'saved')
    // What was typed while the request was away.
    if (held.size === 0) save()
  }, [state, data, save])

  const typed = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(save, PAUSE_MS)
  }, [save])

  useEffect(() => () => clearTimeout(timer.current), [])

  /** Settles a conflict: what somebody else wrote counts as shown; then mine replaces it, or theirs stands in the field. */
  const settle = useCallback(
    (conflict: Conflict, keep: 'mine' | 'theirs') => {
      const element = form.current
      const place = conflict.path.join('/')
      const control =
        element &&
        [...element.elements].find(
          (one) => (one as Control).name?.endsWith(`:${place}`) && (one as Control).name.startsWith('set:'),
        )
      const shown = element?.elements.namedItem(shownName(conflict.path))
      if (!control || !(shown instanceof HTMLInputElement)) return
      shown.value = shownValue(conflict.theirs ?? null)
      if (keep === 'theirs')
        (control as Control).value =
          typeof conflict.theirs === 'string' || typeof conflict.theirs === 'number' ? String(conflict.theirs) : ''
      ;(control as Control).focus()
      save()
    },
    [form, save],
  )
  return { status, answer: data ?? null, typed, save, settle }
}
