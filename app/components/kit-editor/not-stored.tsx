import { Note } from '~/components/ui/message'

type Review = { kit: { draft: { state: string } | null; may: { review: boolean } }; own: string | null }

/** What was typed in a form of the review that was refused, where the page in its present state has no field for it. */
export function textNotShown({ comment = '', changeNote = '' }: Record<string, string>, { kit, own }: Review): string {
  const state = kit.draft?.state
  if (changeNote.trim() !== '') return state === 'draft' ? '' : changeNote
  return state === 'in_review' && kit.may.review && own === null ? '' : comment.trim()
}

/** A text that was refused, to be copied. */
export function NotStored({ typed }: { typed: string }) {
  if (typed === '') return null
  return (
    <Note kind="doubt">
      What you typed is not stored: <span className="kitedit__typed">{typed}</span>
    </Note>
  )
}
