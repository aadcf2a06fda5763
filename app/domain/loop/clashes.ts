/** One planned interview: when it is, and who sits in it besides the candidate. */
export type Slot = { id: number; startsAt: Date | null; minutes: number; people: readonly number[] }

/** Two interviews at one time: the candidate is in both (`userId` null), or this person is. */
export type Clash = { other: number; userId: number | null }

const overlap = (a: Slot, b: Slot): boolean => {
  if (!a.startsAt || !b.startsAt) return false
  const [from, to] = [a.startsAt.getTime(), b.startsAt.getTime()]
  return from < to + b.minutes * 60_000 && to < from + a.minutes * 60_000
}

/**
 * Interviews that cannot both happen. One that ends when the next begins does not clash; one without a time clashes with
 * nothing.
 *
 * @param loop the interviews of one application: the candidate is in each
 * @param elsewhere interviews of other applications in which the same people sit
 * @returns the clashes of each interview of the loop, by its id; one that has none is left out
 */
export function clashes(loop: readonly Slot[], elsewhere: readonly Slot[]): Map<number, Clash[]> {
  const found = new Map<number, Clash[]>()
  for (const slot of loop) {
    const own = loop.filter((other) => other.id !== slot.id && overlap(slot, other))
    const foreign = elsewhere
      .filter((other) => overlap(slot, other))
      .flatMap((other) =>
        other.people.filter((userId) => slot.people.includes(userId)).map((userId) => ({ other: other.id, userId })),
      )
    const all = [...own.map(({ id }) => ({ other: id, userId: null })), ...foreign]
    if (all.length > 0) found.set(slot.id, all)
  }
  return found
}
