import { expect, test } from 'vitest'
import type { CommitteeRow } from './view'
import { voteProgress } from './vote-progress'

const row: CommitteeRow = {
  id: 1,
  applicationId: 1,
  number: 1,
  who: 'Noor Haddad',
  question: { seniority: 'senior', roleName: 'ML engineer' },
  jobName: 'Ranking',
  frozenAt: 'Mon 23 Nov, 10:00',
  sealed: 1,
  of: 3,
  needed: 2,
  round: 1,
  opened: false,
  quorumLost: false,
  outcome: null,
  overridden: false,
  decidedAt: null,
}

test.each<[string, Partial<CommitteeRow>]>([
  ['1 of 3 votes in, 2 needed', {}],
  ['First votes revealed', { opened: true, round: 2, sealed: 0 }],
  ['First votes revealed; 1 of 3 second votes in', { opened: true, round: 2 }],
  ['Both votes revealed; a decision is due', { opened: true, round: null }],
  [
    'Too few committee members are left to vote (quorum 2): a recruiter has to add one to the job and send the packet again',
    { quorumLost: true },
  ],
])('%s', (words, given) => expect(voteProgress({ ...row, ...given })).toBe(words))
