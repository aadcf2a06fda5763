import { mustExist } from '~/domain/shared/must-exist'
/** Draws that come out the same for the same seed, on every machine. */
export type Draws = {
  /** Between 0 and 1, without 1. */
  unit: () => number
  /** Standard normal. */
  normal: () => number
  pick: <T>(from: readonly T[]) => T
  shuffle: <T>(from: readonly T[]) => T[]
}

/** Marsaglia's xorshift, mixed from a seed and a name, so that each part of the example has a stream of its own. */
export function draws(seed: number, name: string): Draws {
  let state = 2166136261 ^ seed
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 16777619)
  state = state || 1
  const unit = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  for (let warm = 0; warm < 8; warm++) unit()
  const pick = <T>(from: readonly T[]): T => mustExist(from[Math.floor(unit() * from.length)], 'entry to choose from')
  const shuffle = <T>(from: readonly T[]): T[] => {
    const cards = [...from]
    for (let at = cards.length - 1; at > 0; at--) {
      const other = Math.floor(unit() * (at + 1))
      ;[cards[at], cards[other]] = [mustExist(cards[other], 'entry to swap'), mustExist(cards[at], 'entry to swap')]
    }
    return cards
  }
  // Box and Muller; 1 - u keeps the logarithm finite.
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  return { unit, normal, pick, shuffle }
}

/** Deals a list from a shuffled deck, so that nothing comes twice before everything came once. */
export function shuffledDecks(random: Draws): <T>(list: readonly T[]) => T {
  const left = new Map<readonly unknown[], unknown[]>()
  return <T>(list: readonly T[]): T => {
    const kept = left.get(list)
    const deck = kept?.length ? kept : random.shuffle(list)
    left.set(list, deck)
    return deck.pop() as T
  }
}
