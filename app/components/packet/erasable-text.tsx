import type { ErasableEvidence, ErasableText } from '~/domain/packet/packet-view'
import { evidenceLines } from '~/domain/scorecard/evidence'
import { Paragraphs, Quotes } from '../scorecard/quotes'
import { Erased } from '../ui/bits'

/** A person's words in one line, or the place where they stood. */
export function TextOrErased({ words }: { words: ErasableText | null }) {
  if (!words) return null
  return words.words === null ? <Erased on={words.erasedOn} /> : <>{words.words}</>
}

/** A name, kept short where it was erased. */
export const textOrErased = (name: ErasableText | null, instead = 'Name erased'): string => name?.words ?? instead

/** Longer words in their paragraphs. */
export function WholeText({ words, className = 'sub__read' }: { words: ErasableText | null; className?: string }) {
  if (!words) return null
  return words.words === null ? <Erased on={words.erasedOn} /> : <Paragraphs text={words.words} className={className} />
}

/** Why a criterion was not assessed, in one line. */
export function EvidenceInOneLine({ words }: { words: ErasableEvidence }) {
  return words.evidence === null ? <Erased on={words.erasedOn} /> : <>{evidenceLines(words.evidence)}</>
}

/** Evidence: quotes, each with the moment at which it was said where that was noted, and what was written beside them. */
export function Evidence({ words }: { words: ErasableEvidence | null }) {
  if (!words) return <p className="read__none">No reason was given.</p>
  if (words.evidence === null)
    return (
      <p>
        <Erased on={words.erasedOn} />
      </p>
    )
  return <Quotes evidence={words.evidence} />
}
