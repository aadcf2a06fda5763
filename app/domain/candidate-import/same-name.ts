import { foldForSearch } from '~/domain/shared/fold-for-search'

/** The words of a name, without case, accents and punctuation. */
export const namePartsOf = (name: string): string[] =>
  foldForSearch(name)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== '')

/**
 * Whether two names can be one person's: without case and accents, in any order, where an initial stands for a name and a
 * middle name may be missing. "Lovelace, Ada" and "A. Lovelace" can, "Ada Lovelace" and "Bob Lovelace" cannot.
 */
export function isSameName(one: string, other: string): boolean {
  if (one === other) return true
  const [fewer = [], more = []] = [namePartsOf(one), namePartsOf(other)].sort((a, b) => a.length - b.length)
  const left = [...more]
  // Whole names first, so that an initial does not take the place of one.
  const inOrder = [...fewer].sort((a, b) => b.length - a.length)
  return inOrder.every((part) => {
    const exact = left.indexOf(part)
    const at = exact >= 0 ? exact : left.findIndex((word) => isInitialOf(part, word) || isInitialOf(word, part))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

const isInitialOf = (short: string, long: string) => [...short].length === 1 && long.startsWith(short)
