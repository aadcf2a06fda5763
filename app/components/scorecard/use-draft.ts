import { useCallback, useEffect, useRef, useState } from 'react'
import type { Path, UseFormReturn } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Clash } from '~/domain/scorecard/merge'
import type { Submission } from '~/domain/scorecard/submission'
import { mustExist } from '~/domain/shared/must-exist'
import { forgetOnDevice, keepOnDevice, readFromDevice, windowName, type DeviceCopy } from './device-store'
import { recover, sameText } from './recover'
import { send, type NoAnswer, type StoredDraft } from './send'

export type DraftForm = UseFormReturn<ScorecardDraft, unknown, Submission>

export type SaveStanding =
  | { state: 'saved'; at: string | null }
  | { state: 'saving' }
  | { state: 'held'; at: string; onDevice: boolean; why: NoAnswer }
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
    /** What the server last had. */
    before: structuredClone(form.getValues()),
    saving: null as Promise<void> | null,
    /** Texts that were sent and not answered: found on the server, they are this window's own. */
    unanswered: [] as ScorecardDraft[],
    again: false,
    /** Fields that the last save was refused for. */
    marked: [] as Path<ScorecardDraft>[],
    /** No saves on the server: the scorecard is on its way as a submission. */
    held: false,
    /** Nothing is kept any more. */
    ended: false,
    blocked: false,
    onDevice: true,
    /** Copies of other windows whose text is in the form, or in the open choice. */
    taken: [] as DeviceCopy[],
  })
  const timers = useRef<{ device?: number; server?: number }>({})

  /** Keeps on this device what the form holds now; `pending` while the server does not have exactly that. */
  const keep = useCallback(
    async (place?: Pick<DeviceCopy, 'base' | 'revision' | 'before'>) => {
      const { revision, before } = at.current
      const content = structuredClone(form.getValues())
      const copy = { owner, scorecardId, window: windowName(), base, revision, before, ...place, content }
      const pending = place !== undefined || !sameText(content, before)
      at.current.onDevice = await keepOnDevice({ ...copy, pending, at: Date.now() })
      return pending
    },
    [form, owner, scorecardId, base],
  )

  /** Takes the copies of closed windows from the device, once this window's own copy holds their text. */
  const release = useCallback(async () => {
    const { taken, onDevice } = at.current
    const mine = windowName()
    const isTaken = (copy: DeviceCopy) =>
      copy.window !== mine && taken.some((one) => one.window === copy.window && one.at === copy.at)
    if (onDevice && taken.length > 0) await forgetOnDevice(owner, scorecardId, isTaken)
    if (onDevice) at.current.taken = []
  }, [owner, scorecardId])

  const saver = useRef<() => Promise<void>>(async () => {})

  /** Puts a merged draft into the form and saves it over the revision it was merged with. */
  const take = useCallback(
    (merged: ScorecardDraft, revision: number) => {
      at.current.revision = revision
      at.current.blocked = false
      setClash(null)
      form.reset(merged)
      void keep().then(release)
      void saver.current()
    },
    [form, keep, release],
  )

  /** The stored draft is a save of this window whose answer was lost: goes on from it. */
  const adopt = useCallback((current: StoredDraft): boolean => {
    const now = at.current
    if (!now.unanswered.some((sent) => sameText(sent, current.content))) return false
    now.revision = current.revision
    now.before = current.content
    now.unanswered = []
    return true
  }, [])

  /** Another window saved meanwhile: puts both together, or opens the choice between them. */
  const overtaken = useCallback(
    async (current: StoredDraft) => {
      const now = at.current
      now.blocked = true
      const { mergeDrafts } = await merging()
      const opened = { ...mergeDrafts(now.before, form.getValues(), current.content), revision: current.revision }
      await keep()
      now.before = current.content
      if (opened.clashes.length === 0) return take(opened.merged, opened.revision)
      setClash(opened)
      setStanding({ state: 'failed', message: 'Not saved: choose between the two windows' })
    },
    [form, keep, take],
  )

  const saveOnce = useCallback(async () => {
    const now = at.current
    now.again = false
    setStanding({ state: 'saving' })
    const content = structuredClone(form.getValues())
    const sent = await send<{ revision: number }>(url, 'PUT', { base, revision: now.revision, content })
    if (sent.got === 'answer') {
      now.revision = sent.value.revision
      now.before = content
      now.unanswered = []
      form.clearErrors(now.marked.splice(0))
      // What was typed since it was sent is not what the server has.
      const pending = await keep()
      if (!pending) setStanding({ state: 'saved', at: clockTime() })
    } else if (sent.got === 'stale') {
      if (adopt(sent.current)) now.again = true
      else if (!now.held) await overtaken(sent.current)
    } else if (sent.got === 'nothing') {
      now.unanswered.push(content)
      await keep()
      setStanding({ state: 'held', at: clockTime(), onDevice: now.onDevice, why: sent.why })
      window.clearTimeout(timers.current.server)
      timers.current.server = window.setTimeout(() => void saver.current(), AGAIN_AFTER_MS)
    } else {
      await keep()
      const refused = sent.got === 'errors' ? Object.entries(sent.fieldErrors) : []
      now.marked = refused.map(([path]) => path.replace(/^content\./, '') as Path<ScorecardDraft>)
      refused.forEach(([, message], at) =>
        form.setError(mustExist(now.marked[at], 'field of the message'), { type: 'server', message }),
      )
      const message = sent.got === 'refused' ? sent.message : `Not saved. ${refused[0]?.[1] ?? ''}`
      setStanding({ state: 'failed', message })
    }
  }, [form, url, base, keep, adopt, overtaken])

  const save = useCallback(async () => {
    const now = at.current
    window.clearTimeout(timers.current.server)
    if (now.held || now.ended || now.blocked) return
    if (now.saving) {
      now.again = true
      return
    }
    now.saving = saveOnce().catch(() =>
      setStanding({ state: 'failed', message: 'Not saved: part of the page did not load. Leave this window open.' }),
    )
    await now.saving
    now.saving = null
    if (now.again) void saver.current()
  }, [saveOnce])

  saver.current = save

  useEffect(() => {
    const changed = () => {
      if (at.current.ended) return
      window.clearTimeout(timers.current.device)
      timers.current.device = window.setTimeout(() => void keep(), DEVICE_AFTER_MS)
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
    const { revision, before } = at.current
    void readFromDevice(owner, scorecardId).then(async (copies) => {
      const found = await recover(copies, { base, revision, content: before })
      if (gone) return
      setLeft(found.left)
      at.current.taken = found.taken
      if (found.taken.length === 0) return
      if (found.clashes.length > 0) {
        at.current.blocked = true
        return setClash({ merged: found.content, clashes: found.clashes, revision })
      }
      form.reset(found.content)
      if (await keep()) void saver.current()
      await release()
    })
    return () => {
      gone = true
    }
  }, [owner, scorecardId, base, form, keep, release])

  /** No saves on the server until `resume`: the scorecard is on its way as a submission. This device goes on keeping. */
  const hold = useCallback(async () => {
    at.current.held = true
    window.clearTimeout(timers.current.server)
    await at.current.saving
  }, [])
  const resume = useCallback(() => {
    at.current.held = false
    void saver.current()
  }, [])
  /** Nothing is kept or saved any more. */
  const end = useCallback(() => {
    at.current.ended = true
    window.clearTimeout(timers.current.device)
    window.clearTimeout(timers.current.server)
  }, [])
  /** The server has this text: ends, and takes every copy of it from this device. Other texts stay on it. */
  const finish = useCallback(
    (isStored: (held: ScorecardDraft) => boolean) => {
      end()
      return forgetOnDevice(owner, scorecardId, ({ content, pending }) => !pending || isStored(content))
    },
    [end, owner, scorecardId],
  )
  /** Gives up every copy of this scorecard on this device, because the person chose so. */
  const forget = useCallback(() => {
    setLeft(null)
    return forgetOnDevice(owner, scorecardId, (copy) => at.current.ended || copy.base !== base)
  }, [owner, scorecardId, base])
  const moveTo = keep
  const revision = useCallback(() => at.current.revision, [])

  return { standing, clash, take, save, adopt, overtaken, hold, resume, end, finish, forget, moveTo, revision, left }
}
