import { useWatch } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { DraftForm } from './use-draft'

type Note = ScorecardDraft['notes'][number]
type Quote = { at: string; text: string }

/** A list of the form that is shown and replaced as a whole; nobody types in its items. */
export function useList(form: DraftForm, name: 'notes'): { items: Note[]; put: (items: Note[]) => void }
export function useList(
  form: DraftForm,
  name: `ratings.${string}.quotes`,
): { items: Quote[]; put: (items: Quote[]) => void }
export function useList(form: DraftForm, name: 'notes' | `ratings.${string}.quotes`) {
  const items = useWatch({ control: form.control, name }) ?? []
  return { items, put: (next: Note[] & Quote[]) => form.setValue(name, next, { shouldDirty: true }) }
}
