import { useNavigate } from '@remix-run/react'
import { useRef, useState } from 'react'
import type { Path } from 'react-hook-form'
import { randomKey } from '~/components/ui/random-key'
import type { NamedItem } from '~/domain/kit/views'
import { draftFor, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { VersionContent } from '~/domain/scorecard/same-submission'
import type { Asked } from '~/domain/scorecard/submission'
import type { StoredField } from '~/domain/shared/stored-before'
import { paths } from '~/paths'
import { send, type StoredVersion } from './send'
import type { DraftForm, useDraft } from './use-draft'

type Given = {
  scorecardId: number
  base: number
  asked: Asked
  criteria: readonly NamedItem[]
  flags: readonly NamedItem[]
}
/** A version is stored, and what this window holds is not in it: both, where they differ. */
export type OpenConflict = {
  message: string
  number: number
  at: string | null
  stored: StoredField[]
  sent: StoredField[]
}

const LATE =
  'Your scorecard is stored. What you changed while it was being sent is not in it and is kept on this device.'
/** Needed only once Submit is pressed. */
const comparing = () => import('./compare')

/**
 * One key for all attempts of this window, so that pressing again after a lost answer submits once. The device's copy
 * goes only when the server answers with exactly the text that the form and the device hold at that moment.
 */
export function useSubmission(form: DraftForm, draft: ReturnType<typeof useDraft>, given: Given) {
  const { scorecardId, base, asked } = given
  const navigate = useNavigate()
  const writeKey = useRef('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [conflict, setConflict] = useState<OpenConflict | null>(null)

  const open = async (version: Omit<StoredVersion, 'stored'> & { stored?: StoredVersion['stored'] }) => {
    const { differences } = await comparing()
    const { message, number, stored, content } = version
    const both = differences(form.getValues(), given, content, stored?.fields)
    setConflict({ message, number, at: stored?.at ?? null, ...both })
    setProblem(message)
  }

  const attempt = async (again = true): Promise<void> => {
    const content = structuredClone(form.getValues())
    const body = { writeKey: writeKey.current, base, revision: draft.revision(), content }
    const url = paths.scorecardDraft(scorecardId)
    const sent = await send<{ number: number; stored: VersionContent | null }>(url, 'POST', body)
    if (sent.got === 'answer' || sent.got === 'conflict') {
      const { holds } = await comparing()
      const stored = sent.got === 'answer' ? sent.value.stored : sent.version.content
      const isStored = (held: ScorecardDraft) => stored !== null && holds(stored, held, asked)
      // A conflict with the very same text is none for the author: it is stored.
      if (isStored(form.getValues())) {
        await draft.finish(isStored)
        return navigate(paths.scorecard(scorecardId), { replace: true })
      }
      return open(
        sent.got === 'conflict' ? sent.version : { message: LATE, number: sent.value.number, content: stored },
      )
    }
    // A save of this window whose answer was lost is no other window: go on from it, once.
    if (sent.got === 'stale' && draft.adopt(sent.current) && again) return attempt(false)
    if (sent.got === 'stale') {
      await draft.overtaken(sent.current)
      setProblem('Another window saved other text in the meantime. Combine the two texts, then press Submit again.')
    } else if (sent.got === 'errors') {
      for (const [path, message] of Object.entries(sent.fieldErrors))
        form.setError(
          path.replace(/^content\./, '') as Path<ScorecardDraft>,
          { type: 'server', message },
          { shouldFocus: true },
        )
      setProblem('The server found something that is missing or cannot be stored; it is marked.')
    } else if (sent.got === 'nothing')
      setProblem(
        'The server did not answer, so it is not known whether this was stored. Everything is kept on this device; press Submit again.',
      )
    else setProblem(sent.message)
  }

  const post = async () => {
    setBusy(true)
    setProblem(null)
    // Loaded before anything is sent: what comes back has to be compared even if the connection ends then.
    const loaded = await comparing().catch(() => null)
    if (!loaded) {
      setBusy(false)
      return setProblem('No connection. Everything is kept; press Submit again once you are back.')
    }
    await draft.hold()
    writeKey.current ||= randomKey()
    try {
      await attempt()
    } finally {
      setBusy(false)
      draft.resume()
    }
  }
  const submit = () =>
    void form.handleSubmit(post, ({ notes, ...others }) =>
      setProblem(
        notes && Object.keys(others).length === 0
          ? 'A note contains something that cannot be stored; it is marked in the notes.'
          : 'Something is missing or cannot be stored; the first place is marked and has the focus.',
      ),
    )()

  /** Leaves the stored version as it is and gives up what this window holds. */
  const keepStored = async () => {
    draft.end()
    await draft.forget()
    navigate(paths.scorecard(scorecardId), { replace: true })
  }
  /** Begins an amendment of the stored version with the text of this window. */
  const amend = async () => {
    if (!conflict) return
    const { number } = conflict
    draft.end()
    const before = draftFor(asked.criteria, asked.flags)
    await draft.moveTo({ base: number, revision: 0, before })
    navigate(`${paths.scorecard(scorecardId)}?amend`, { replace: true })
  }
  return { busy, problem, submit, conflict, dismiss: () => setConflict(null), keepStored, amend }
}
