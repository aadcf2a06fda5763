import { may, type Viewer } from '~/domain/policy/policy'

export type NamedCandidate = { id: number; name: string | null }

/** What the rule has to know of a job. */
export type NameRule = { id: number; confidential: boolean; namesHidden: boolean }

type Situation = {
  /** The viewer still owes a scorecard for this candidate in a job that hides names. */
  rates: boolean
  /** The first votes on the packet are open, so the committee may know whom it evaluated. */
  votesOpen?: boolean
}

/**
 * Is the candidate's name hidden from this viewer? The only place where this is decided: every page, list and message asks
 * here. It is hidden from whoever still has to rate the candidate in a job that hides names, whatever their role, and, in
 * such a job, from everybody who may not read candidates, until the committee's first votes are open.
 */
export const isNameHidden = (
  viewer: Pick<Viewer, 'grants'>,
  job: NameRule,
  { rates, votesOpen = false }: Situation,
): boolean => rates || (job.namesHidden && !votesOpen && !may(viewer, 'read-candidate', job))

/** How a candidate is called where the name is hidden, or was erased. */
export const candidateNumber = (candidateId: number): string => `Candidate ${candidateId}`

export const candidateLabel = ({ id, name }: NamedCandidate, hidden: boolean): string =>
  (!hidden && name) || candidateNumber(id)
