import { useCallback, useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Clash } from '~/domain/scorecard/merge'
import type { Submission } from '~/domain/scorecard/submission'
import { forgetOnDevice, keepOnDevice, readFromDevice } from './device-store'
import { send } from './send'

export type DraftForm = UseFormReturn<ScorecardDraft, unknown, Submission>

export type SaveStanding =
  | { state: 'saved'; at: string | null }
  | { state: 'saving' }
  | { state: 'held'; at: string; onDevice: boolean }
  | { state: 'failed'; message: string }

export type OpenClash = { merged: ScorecardDraft; clashes: Clash[]; revision: number }

type Given = { owner: string; scorecardId: number; base: number; revision: number; savedAt: string | null; url: string }

/** Two windows on one scorecard are rare. */
const merging = () => import('~/domain/scorecard/merge')

const DEVICE_AFTER_MS = 150
const SERVER_AFTER_MS = 900
const AGAIN_AFTER_MS = 10_000

export const clockTime = (at = new Date()) =>
  at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/**
 * Keeps what is written: on this device at once, on the server a moment after the typing stops, one save at a time, each
 * with the revision it began from. A save that another window overtook opens a clash and waits for the person.
 */
export function useDraft(form: DraftForm, given: Given) {
  const { owner, scorecardId, base, url } = given
  const [standing, setStanding] = useState<SaveStanding>({ state: 'saved', at: given.savedAt })
  const [clash, setClash] = useState<OpenClash | null>(null)
  const [left, setLeft] = useState<ScorecardDraft | null>(null)
  const at = useRef({
    revision: given.revision,
    before: form.getValues(),
    sending: false,
    again: false,
    stopped: false,
    blocked: false,
    onDevice: true,
  })
  const timers = useRef<{ device?: number; server?: number }>({})

  const keep = useCallback(
    async (pending: boolean) => {
      const { revision, before } = at.current
      const content = structuredClone(form.getValues())
      at.current.onDevice = await keepOnDevice({
        owner,
        scorecardId,
        base,
        revision,
        before,
        content,
        pending,
        at: Date.now(),
      })
    },
    [form, owner, scorecardId, base],
  )

  const saver = useRef<() => Promise<void>>(async () => {})

  /** Puts a merged draft into the form and saves it over the revision it was merged with. */
  const take = useCallback(
    (merged: ScorecardDraft, revision: number) => {
      at.current.revision = revision
      at.current.blocked = false
      setClash(null)
      form.reset(merged)
      void saver.current()
    },
    [form],
  )

  const save = useCallback(async () => {
    const now = at.current
    window.clearTimeout(timers.current.server)
    if (now.stopped || now.blocked) return
    if (now.sending) {
      now.again = true
      return
    }
    now.sending = true
    now.again = false
    setStanding({ state: 'saving' })
    const content = structuredClone(form.getValues())
    const sent = await send<{ revision: number }>(url, 'PUT', { base, revision: now.revision, content })
    now.sending = false
    if (now.stopped) return
    if (sent.got === 'answer') {
      now.revision = sent.value.revision
      now.before = content
      if (now.again) return void saver.current()
      await keep(false)
      setStanding({ state: 'saved', at: clockTime() })
    } else if (sent.got === 'stale') {
      now.blocked = true
      const { mergeDrafts } = await merging()
      const opened = {
        ...mergeDrafts(now.before, form.getValues(), sent.current.content),
        revision: sent.current.revision,
      }
      if (opened.clashes.length === 0) take(opened.merged, opened.revision)
      else {
        setClash(opened)
        setStanding({ state: 'failed', message: 'Not saved: choose between the two windows' })
      }
      await keep(true)
    } else if (sent.got === 'refused') {
      if (sent.status === 404) await forgetOnDevice(owner, scorecardId)
      setStanding({ state: 'failed', message: sent.message })
    } else {
      await keep(true)
      setStanding({ state: 'held', at: clockTime(), onDevice: now.onDevice })
      timers.current.server = window.setTimeout(() => void saver.current(), AGAIN_AFTER_MS)
    }
  }, [form, url, base, keep, take, owner, scorecardId])

  saver.current = save

  useEffect(() => {
    const changed = () => {
      if (at.current.stopped) return
      window.clearTimeout(timers.current.device)
      timers.current.device = window.setTimeout(() => void keep(true), DEVICE_AFTER_MS)
      window.clearTimeout(timers.current.server)
      timers.current.server = window.setTimeout(() => void saver.current(), SERVER_AFTER_MS)
    }
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: changed })
    const online = () => void saver.current()
    const leaving = () => {
      if (document.visibilityState === 'hidden' && timers.current.server) void saver.current()
    }
    window.addEventListener('online', online)
    document.addEventListener('visibilitychange', leaving)
    return () => {
      unsubscribe()
      window.removeEventListener('online', online)
      document.removeEventListener('visibilitychange', leaving)
    }
  }, [form, keep])

  // What a lost connection or a closed lid left on this device goes back into the form first.
  useEffect(() => {
    let gone = false
    void readFromDevice(owner, scorecardId).then(async (copy) => {
      if (gone || !copy?.pending) return
      if (copy.base !== base) return setLeft(copy.content)
      const { revision, before } = at.current
      if (copy.revision === revision) {
        form.reset(copy.content)
        void saver.current()
        return
      }
      const { mergeDrafts } = await merging()
      const merged = mergeDrafts(copy.before, copy.content, before)
      if (merged.clashes.length === 0) take(merged.merged, revision)
      else {
        at.current.blocked = true
        setClash({ ...merged, revision })
      }
    })
    return () => {
      gone = true
    }
  }, [owner, scorecardId, base, form, take])

  /** No more saves: the scorecard is on its way as a submission. */
  const stop = useCallback(() => {
    at.current.stopped = true
    window.clearTimeout(timers.current.device)
    window.clearTimeout(timers.current.server)
  }, [])
  const resume = useCallback(() => {
    at.current.stopped = false
  }, [])
  const forget = useCallback(() => {
    setLeft(null)
    return forgetOnDevice(owner, scorecardId)
  }, [owner, scorecardId])

  return { standing, clash, take, save, stop, resume, forget, left }
}
