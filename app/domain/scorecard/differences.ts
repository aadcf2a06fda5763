import { diffArrays } from 'diff'

export type Piece = { text: string; is: 'same' | 'removed' | 'added' }

/** Beyond this many changed words the two texts are shown whole; 500 take some 20 ms, twice as many four times as long. */
const MOST_CHANGES = 500

/**
 * The words and the spaces between them. Not the library's own words: it knows Latin letters alone and takes texts in
 * other scripts apart letter by letter.
 */
const words = (text: string) => text.match(/\s+|\S+/g) ?? []

/**
 * Word by word, what an amendment removed and added: joining all but the added pieces gives `before`, joining all but the
 * removed ones gives `after`.
 */
export function differences(before: string, after: string): Piece[] {
  const changes = diffArrays(words(before), words(after), { maxEditLength: MOST_CHANGES })
  if (changes)
    return changes.map(({ value, added, removed }) => ({
      text: value.join(''),
      is: added ? 'added' : removed ? 'removed' : 'same',
    }))
  return [
    { text: before, is: 'removed' },
    { text: after, is: 'added' },
  ]
}
