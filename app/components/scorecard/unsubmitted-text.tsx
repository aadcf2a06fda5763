import { Button } from '~/components/ui/button'
import { Note } from '~/components/ui/message'
import type { NamedItem } from '~/domain/kit/views'
import {
  emptyRating,
  notesEvidence,
  quoteOf,
  type EvidenceDraft,
  type ScorecardDraft,
} from '~/domain/scorecard/draft-shape'
import { evidenceLines } from '~/domain/scorecard/evidence'

const written = ({ text, quotes }: EvidenceDraft) => evidenceLines({ text, quotes: quotes.map(quoteOf) })

type LeftOverProps = { draft: ScorecardDraft; criteria: readonly NamedItem[]; onForget: () => void }

/** Words that this device kept of an earlier state of the scorecard and that never reached the server. */
export function UnsubmittedText({ draft, criteria, onForget }: LeftOverProps) {
  const texts = [
    ...criteria.map(({ id, name }) => [name, written((draft.ratings[id] ?? emptyRating()).evidence)] as const),
    ['Reason', draft.reason] as const,
    ['Notes', evidenceLines(notesEvidence(draft.notes))] as const,
  ].filter(([, text]) => text.trim() !== '')
  if (texts.length === 0) return null
  return (
    <Note kind="accent">
      This device has text that was written before the last submission and is not in it.
      <details>
        <summary>Show it</summary>
        {texts.map(([name, text]) => (
          <p key={name} className="prose">
            <b>{name}.</b> {text}
          </p>
        ))}
        <Button small onClick={onForget}>
          Delete it
        </Button>
      </details>
    </Note>
  )
}
