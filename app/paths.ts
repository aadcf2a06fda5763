type Id = number

/** A kit is shown as its files are now, or as a pinned version. */
const atVersion = (path: string, version?: Id | null) => (version ? `${path}?version=${version}` : path)

/** Every address of the product; components and routes write no URL by hand. */
export const paths = {
  home: () => '/',
  setup: () => '/setup',
  signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signOut: () => '/sign-out',
  invitation: (token: string) => `/invitation/${token}`,
  reset: (token: string) => `/reset/${token}`,
  account: () => '/account',
  people: () => '/people',
  person: (userId: Id) => `/people/${userId}`,
  audit: () => '/audit',
  kits: () => '/kits',
  kit: (kit: string, version?: Id | null) => atVersion(`/kits/${kit}`, version),
  kitInterview: (kit: string, interview: string, version?: Id | null) =>
    atVersion(`/kits/${kit}/interviews/${interview}`, version),
  kitScorecard: (kit: string, interview: string, version?: Id | null) =>
    atVersion(`/kits/${kit}/interviews/${interview}/scorecard`, version),
  kitPrompt: (kit: string, prompt: string, version?: Id | null) => atVersion(`/kits/${kit}/prompts/${prompt}`, version),
  kitCase: (kit: string, one: string, version?: Id | null) => atVersion(`/kits/${kit}/cases/${one}`, version),
  kitSearch: (kit: string, version?: Id | null) => atVersion(`/kits/${kit}/search`, version),
  jobs: () => '/jobs',
  newJob: () => '/jobs/new',
  job: (jobId: Id) => `/jobs/${jobId}`,
  editJob: (jobId: Id) => `/jobs/${jobId}/edit`,
  candidates: () => '/candidates',
  newCandidate: () => '/candidates/new',
  importCandidates: () => '/candidates/import',
  candidate: (candidateId: Id) => `/candidates/${candidateId}`,
  application: (applicationId: Id) => `/applications/${applicationId}`,
  loop: (applicationId: Id) => `/applications/${applicationId}/loop`,
  packetPreview: (applicationId: Id) => `/applications/${applicationId}/packet`,
  interviews: () => '/interviews',
  interview: (interviewId: Id) => `/interviews/${interviewId}`,
  interviewScorecard: (interviewId: Id) => `/interviews/${interviewId}/scorecard`,
  scorecard: (scorecardId: Id) => `/scorecards/${scorecardId}`,
  scorecardDraft: (scorecardId: Id) => `/scorecards/${scorecardId}/draft`,
  committee: () => '/committee',
  packet: (packetId: Id) => `/packets/${packetId}`,
  calibration: () => '/calibration',
}
