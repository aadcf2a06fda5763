import { diffArrays } from 'diff'

export type Piece = { text: string; is: 'same' | 'removed' | 'added' }

/** Beyond this many changed words the two texts are shown whole; 500 take some 20 ms, twice as many four times as long. */
const MOST_CHANGES = 500

/**
 * What may still be spent on comparing: the square of the number of changed words, as the time it takes. One budget for
 * all the differences of a page bounds that page, however often a scorecard was amended; this one is some 80 ms.
 */
export type DifferenceBudget = { left: number }
export const differenceBudget = (): DifferenceBudget => ({ left: 4 * MOST_CHANGES ** 2 })

/**
 * The words and the spaces between them. Not the library's own words: it knows Latin letters alone and takes texts in
 * other scripts apart letter by letter.
 */
const words = (text: string) => text.match(/\s+|\S+/g) ?? []

/**
 * Word by word, what an amendment removed and added: joining all but the added pieces gives `before`, joining all but the
 * removed ones gives `after`. What is beyond the budget is given as removed and added whole.
 */
export function differences(before: string, after: string, budget = differenceBudget()): Piece[] {
  const maxEditLength = Math.min(MOST_CHANGES, Math.floor(Math.sqrt(budget.left)))
  const changes = diffArrays(words(before), words(after), { maxEditLength })
  const made = changes
    ? changes.reduce((sum, { count, added, removed }) => sum + (added || removed ? count : 0), 0)
    : maxEditLength
  budget.left -= made ** 2
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
