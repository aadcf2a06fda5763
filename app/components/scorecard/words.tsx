import { Erased } from '~/components/ui/bits'
import type { Piece } from '~/domain/scorecard/differences'
import type { ErasableEvidence, ErasableText } from '~/domain/scorecard/view'
import { Paragraphs, Quotes } from './quotes'

type Placed = { erasedOn: string | null; className?: string }

/** A text in its paragraphs; where the words were erased, the place says so. */
export function Written({ words, erasedOn, className = 'side__q' }: Placed & { words: ErasableText }) {
  if (!words) return null
  return words.erased ? <Erased on={erasedOn ?? 'request'} /> : <Paragraphs text={words.text} className={className} />
}

/** Evidence or notes: quotes with their moments, and the text beside them. */
export function Quotations({ words, erasedOn, className }: Placed & { words: ErasableEvidence }) {
  if (!words) return null
  return words.erased ? (
    <Erased on={erasedOn ?? 'request'} />
  ) : (
    <Quotes evidence={words.evidence} className={className} />
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
