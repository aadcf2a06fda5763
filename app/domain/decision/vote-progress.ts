import type { CommitteeRow } from './view'

/** How far the votes on a packet are, in the same words wherever it is listed. */
export function voteProgress({ sealed, of, needed, round, opened, quorumLost }: CommitteeRow): string {
  if (quorumLost)
    return `Too few committee members are left to vote (quorum ${needed}): a recruiter has to add one to the job and send the packet again`
  if (round === null) return 'Both votes revealed; a decision is due'
  if (!opened) return `${sealed} of ${of} votes in, ${needed} needed`
  return sealed === 0 ? 'First votes revealed' : `First votes revealed; ${sealed} of ${of} second votes in`
}
