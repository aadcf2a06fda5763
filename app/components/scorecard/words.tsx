import { Erased } from '~/components/ui/bits'
import type { Quote } from '~/domain/scorecard/evidence'
import type { Piece } from '~/domain/scorecard/differences'

export type Words = { erased: false; quotes: Quote[] } | { erased: true } | null

/** Quotations with their times; where the words were erased, the place says so. */
export function Quotations({
  words,
  erasedOn,
  className = 'side__q',
}: {
  words: Words
  erasedOn: string | null
  className?: string
}) {
  if (!words) return null
  if (words.erased) return <Erased on={erasedOn ?? 'request'} />
  return (
    <>
      {words.quotes.map(({ at, text }, index) => (
        <p key={index} className={className}>
          {at ? <time>{at}</time> : null}
          {text}
        </p>
      ))}
    </>
  )
}

/** What was removed is struck, what was added underlined, so that colour is not needed. */
export function Difference({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, is }, at) =>
        is === 'removed' ? (
          <del key={at}>{text}</del>
        ) : is === 'added' ? (
          <ins key={at}>{text}</ins>
        ) : (
          <span key={at}>{text}</span>
        ),
      )}
    </>
  )
}
