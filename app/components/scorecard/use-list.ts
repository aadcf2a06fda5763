import { useWatch } from 'react-hook-form'
import type { QuoteDraft, ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { DraftForm } from './draft-form'

type Note = ScorecardDraft['notes'][number]

/** A list of the form that is shown and replaced as a whole. */
export function useList(form: DraftForm, name: 'notes'): { items: Note[]; put: (items: Note[]) => void }
export function useList(
  form: DraftForm,
  name: `ratings.${string}.evidence.quotes`,
): { items: QuoteDraft[]; put: (items: QuoteDraft[]) => void }
export function useList(form: DraftForm, name: 'notes' | `ratings.${string}.evidence.quotes`) {
  const items = useWatch({ control: form.control, name }) ?? []
  return { items, put: (next: Note[] & QuoteDraft[]) => form.setValue(name, next, { shouldDirty: true }) }
}
