import { useNavigate } from '@remix-run/react'
import { useRef, useState } from 'react'
import type { Path } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { paths } from '~/paths'
import { send } from './send'
import type { DraftForm, useDraft } from './use-draft'

type Given = { scorecardId: number; base: number }

/** One key for all attempts of this window, so that pressing again after a lost answer submits once. */
export function useSubmission(form: DraftForm, draft: ReturnType<typeof useDraft>, { scorecardId, base }: Given) {
  const navigate = useNavigate()
  const writeKey = useRef('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const post = async () => {
    setBusy(true)
    setProblem(null)
    draft.stop()
    writeKey.current ||= crypto.randomUUID()
    const body = { writeKey: writeKey.current, base, content: form.getValues() }
    const sent = await send<{ number: number }>(paths.scorecardDraft(scorecardId), 'POST', body)
    if (sent.got === 'answer') {
      await draft.forget()
      navigate(paths.scorecard(scorecardId), { replace: true })
      return
    }
    setBusy(false)
    draft.resume()
    if (sent.got === 'errors') {
      for (const [path, message] of Object.entries(sent.fieldErrors))
        form.setError(
          path.replace(/^content\./, '') as Path<ScorecardDraft>,
          { type: 'server', message },
          { shouldFocus: true },
        )
      setProblem('The server found something missing; it is marked below.')
    } else if (sent.got === 'nothing')
      setProblem('No connection. Everything is kept; press Submit again once you are back.')
    else
      setProblem(
        sent.got === 'refused' ? sent.message : 'Another window saved this scorecard meanwhile; load it again.',
      )
  }
  const submit = () =>
    void form.handleSubmit(post, () =>
      setProblem('Something is missing; the first place is marked and has the focus.'),
    )()
  return { busy, problem, submit }
}
