/** One planned interview: the criteria it rates and how many people rate in it (shadows do not). */
export type PlannedInterview = { focus: readonly string[]; raters: readonly number[] }

export type CriterionCoverage = {
  criterion: string
  /** Different people who will rate it, however many interviews they sit in. */
  raters: number
  /** `uncovered`: nobody will see it; `thin`: one person alone; `covered`: two or more independent views. */
  state: 'uncovered' | 'thin' | 'covered'
}

/**
 * Who will see what, before anybody is booked: independent raters per criterion of the kit.
 *
 * @param criteria criterion keys in the kit's order
 * @param interviews planned ones; cancelled ones are left out by the caller
 */
export function coverage(criteria: readonly string[], interviews: readonly PlannedInterview[]): CriterionCoverage[] {
  return criteria.map((criterion) => {
    const seen = new Set(interviews.filter(({ focus }) => focus.includes(criterion)).flatMap(({ raters }) => raters))
    const raters = seen.size
    return { criterion, raters, state: raters === 0 ? 'uncovered' : raters === 1 ? 'thin' : 'covered' }
  })
}
