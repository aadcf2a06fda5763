import type { request } from '../setup/request'

/** Ids of what a blind viewer of `blind.db.test.ts` may ask for. */
export type Place = {
  job: number
  application: number
  candidate: number
  interview: number
  /** Scorecards in it: the viewer's own, and one of a colleague. */
  own: number
  other: number
  /** A colleague's in another interview of the same loop. */
  elsewhere: number
  /** The id that the packet will get. */
  packet: number
}

/** Every address that a blind viewer may ask. A new route gets a row; whatever its status is, it may not change. */
export const PAGES: [name: string, address: (place: Place) => string][] = [
  ['the landing page', () => '/'],
  ['my interviews', () => '/interviews'],
  ['the guide', ({ interview }) => `/interviews/${interview}`],
  ['the blank scorecard', ({ interview }) => `/interviews/${interview}/scorecard`],
  ['my scorecard', ({ own }) => `/scorecards/${own}`],
  ['my scorecard, asked to amend', ({ own }) => `/scorecards/${own}?amend`],
  ['a colleague’s scorecard', ({ other }) => `/scorecards/${other}`],
  ['a colleague’s scorecard, asked to amend', ({ other }) => `/scorecards/${other}?amend`],
  ['a colleague’s scorecard elsewhere in the loop', ({ elsewhere }) => `/scorecards/${elsewhere}`],
  ['the kits', () => '/kits'],
  ['a kit’s page', () => '/kits/ml-engineer'],
  ['the committee’s list', () => '/committee'],
  ['the packet', ({ packet }) => `/packets/${packet}`],
  ['the packet to be sent', ({ application }) => `/applications/${application}/packet`],
  ['the jobs', () => '/jobs'],
  ['the job', ({ job }) => `/jobs/${job}`],
  ['the job, to be changed', ({ job }) => `/jobs/${job}/edit`],
  ['the job, to be moved to another version of its kit', ({ job }) => `/jobs/${job}/kit`],
  ['the candidates', () => '/candidates'],
  ['candidates with an open application', () => '/candidates?state=open'],
  ['candidates without one', () => '/candidates?state=none'],
  ['the candidate', ({ candidate }) => `/candidates/${candidate}`],
  ['the application', ({ application }) => `/applications/${application}`],
  ['the page of exports', () => '/exports'],
  ['the loop', ({ application }) => `/applications/${application}/loop`],
]

/** Addresses without a page, and writes that leave everything as it is. */
export const BARE: [name: string, ask: (place: Place) => Parameters<typeof request>][] = [
  ['a kit', () => ['/kits/ml-engineer.data']],
  [
    'a page for the candidate with a prompt that is not of this interview',
    ({ interview }) => [
      `/interviews/${interview}`,
      { form: { intent: 'make-link', prompt: 'none', hours: '4', writeKey: 'link-blind-1' } },
    ],
  ],
  [
    'moving the job to a version that nobody looked at',
    ({ job }) => [`/jobs/${job}/kit`, { form: { hash: '0'.repeat(64), writeKey: 'kit-blind-1' } }],
  ],
  [
    'closing a page that is not there',
    ({ interview }) => [`/interviews/${interview}`, { form: { intent: 'revoke-link', linkId: '999' } }],
  ],
  ['my draft', ({ own }) => [`/scorecards/${own}/draft`]],
  ['a colleague’s draft', ({ other }) => [`/scorecards/${other}/draft`]],
  [
    'a stale save of mine',
    ({ own }) => [
      `/scorecards/${own}/draft`,
      { method: 'PUT', json: { base: 0, revision: 99, content: { reason: 'Late.' } } },
    ],
  ],
  [
    'a save over a colleague’s',
    ({ other }) => [`/scorecards/${other}/draft`, { method: 'PUT', json: { base: 0, revision: 0, content: {} } }],
  ],
  [
    'an unfinished submission of mine',
    ({ own }) => [`/scorecards/${own}/draft`, { json: { writeKey: 'unfinished-1', base: 0, content: {} } }],
  ],
  [
    'a submission in a colleague’s place',
    ({ other }) => [`/scorecards/${other}/draft`, { json: { writeKey: 'unfinished-1', base: 0, content: {} } }],
  ],
  [
    'a withdrawal of what I have not submitted',
    ({ own }) => [`/scorecards/${own}`, { form: { reason: 'Mixed up.', writeKey: 'withdrawal-1', base: '1' } }],
  ],
  [
    'a withdrawal of a colleague’s',
    ({ other }) => [`/scorecards/${other}`, { form: { reason: 'Mixed up.', writeKey: 'withdrawal-1', base: '1' } }],
  ],
  [
    'a vote on the packet',
    ({ packet }) => [
      `/packets/${packet}`,
      { form: { intent: 'vote', writeKey: 'vote-blind-1', round: '1', choice: 'hire', reason: 'I would.' } },
    ],
  ],
  [
    'sending the packet',
    ({ application }) => [
      `/applications/${application}/packet`,
      { form: { writeKey: 'send-blind-1', seen: '0'.repeat(64) } },
    ],
  ],
  [
    'taking a colleague off',
    ({ application, other }) => [
      `/applications/${application}/loop`,
      { form: { intent: 'unassign', revision: '1', scorecardId: String(other) } },
    ],
  ],
  [
    'cancelling the interview',
    ({ application, interview }) => [
      `/applications/${application}/loop`,
      { form: { intent: 'cancel', revision: '1', interviewId: String(interview) } },
    ],
  ],
  [
    'closing the application',
    ({ application }) => [
      `/applications/${application}`,
      { form: { revision: '1', state: 'rejected', reason: 'Enough.', cancelRest: 'on' } },
    ],
  ],
  [
    'opening it once more',
    ({ candidate, job }) => [`/candidates/${candidate}`, { form: { intent: 'open', jobId: String(job) } }],
  ],
]
