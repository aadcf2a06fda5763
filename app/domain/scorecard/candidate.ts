/** How a candidate is called where names are hidden, or where the name was erased. */
export const candidateNumber = (candidateId: number): string => `Candidate ${candidateId}`

/** The candidate's name where this page may show it, else their number. */
export const candidateLabel = (candidate: { id: number; name: string | null }, hidden: boolean): string =>
  (!hidden && candidate.name) || candidateNumber(candidate.id)
