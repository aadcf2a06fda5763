import type { Words } from '~/domain/packet/packet-view'
import { readEvidence } from '~/domain/scorecard/evidence'
import { Erased } from '../ui/bits'

/** A person's words in one line, or the place where they stood. */
export function Said({ words }: { words: Words | null }) {
  if (!words) return null
  return words.words === null ? <Erased on={words.erasedOn} /> : <>{words.words}</>
}

/** A name, kept short where it was erased. */
export const spoken = (name: Words | null, instead = 'Name erased'): string => name?.words ?? instead

/** Longer words in their paragraphs. */
export function SaidAtLength({ words, className = 'sub__read' }: { words: Words | null; className?: string }) {
  if (!words) return null
  if (words.words === null) return <Erased on={words.erasedOn} />
  return (
    <>
      {words.words.split(/\n\s*\n/).map((paragraph, at) => (
        <p key={at} className={className}>
          {paragraph}
        </p>
      ))}
    </>
  )
}

/** Evidence: quotations, each with the time at which it was said where that was noted. */
export function Evidence({ words }: { words: Words | null }) {
  if (!words) return <p className="read__none">No reason was given.</p>
  if (words.words === null)
    return (
      <p>
        <Erased on={words.erasedOn} />
      </p>
    )
  return (
    <>
      {readEvidence(words.words).map(({ at, text }, key) => (
        <p key={key} className="side__q">
          {at ? <time>{at}</time> : null}
          {text}
        </p>
      ))}
    </>
  )
}
