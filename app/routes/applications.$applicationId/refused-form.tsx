import { BothTexts } from '~/components/ui/both-texts'
import { applicationStateLabels, type ApplicationState } from '~/domain/application/labels'
import type { RecusalView } from '~/domain/recusal/view'
import type { StoredField } from '~/domain/shared/stored-before'
import type { Answer } from './recusals'

type Shown = {
  recused: boolean
  open: object | null
  may: { close: boolean }
  recusals: readonly Pick<RecusalView, 'person' | 'mayLift'>[]
}

/**
 * What was refused because the application has changed, where the page as it is now no longer has the form: closed,
 * recused or lifted meanwhile. Without it neither the refusal nor what was typed would be seen.
 */
export function RefusedForm({ answer, application }: { answer: Answer; application: Shown }) {
  const message = answer?.fieldErrors[''] ?? answer?.fieldErrors.form
  if (!answer || message === undefined || hasForm(answer, application)) return null
  return <BothTexts message={message} stored={answer.stored ?? null} sent={sentFields(answer)} />
}

type Answered = NonNullable<Answer>

function hasForm({ intent, values }: Answered, { recused, open, may, recusals }: Shown): boolean {
  if (intent === 'recuse') return !recused
  if (intent === 'lift-recusal') return recusals.some((one) => one.mayLift && String(one.person) === values.person)
  return may.close && open !== null
}

function sentFields({ intent, values }: Answered): StoredField[] {
  const reason = values.reason ?? ''
  if (intent === 'recuse') return [{ label: 'Why', text: reason }]
  if (intent === 'lift-recusal') return [{ label: 'Why it no longer applies', text: reason }]
  const state = applicationStateLabels[values.state as ApplicationState] ?? ''
  return [
    { label: 'How it ended', text: state },
    { label: 'Why', text: reason },
  ]
}
