import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { paths } from '~/paths'
import { FormAccount } from '../ui/form'

type ScorecardFormProps = {
  scorecardId: number
  base: number
  revision: number
  onSubmit: () => void
  children: ReactNode
}

/** The form around a scorecard. With a script the page sends it; without one the browser posts its fields. */
export function ScorecardForm({ scorecardId, base, revision, onSubmit, children }: ScorecardFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  // Enter in a line or on a level would submit a scorecard that is still being written.
  const enter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
  }
  return (
    <form
      method="post"
      action={`${paths.scorecard(scorecardId)}${base > 0 ? '?amend' : ''}`}
      noValidate
      onSubmit={submit}
      onKeyDown={enter}
    >
      <FormAccount />
      <input type="hidden" name="base" value={base} />
      <input type="hidden" name="revision" value={revision} />
      {children}
    </form>
  )
}
