type Id = number

/** A kit is shown as its files are now, or as a pinned version. */
const atVersion = (path: string, version?: Id | null) => (version ? `${path}?version=${version}` : path)

type ExportsSearch = { of?: string; job?: Id | null; q?: string; state?: string; archive?: string | undefined }

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
  /** The glossary, or its entry of this id. */
  glossary: (term?: string) => `/glossary${term ? `#${term}` : ''}`,
  kits: () => '/kits',
  kit: (kit: string, version?: Id | null) => atVersion(`/kits/${kit}`, version),
  kitInterview: (kit: string, interview: string, version?: Id | null) =>
    atVersion(`/kits/${kit}/interviews/${interview}`, version),
  kitScorecard: (kit: string, interview: string, version?: Id | null) =>
    atVersion(`/kits/${kit}/interviews/${interview}/scorecard`, version),
  kitFirstTime: (kit: string, interview: string, version?: Id | null) =>
    atVersion(`/kits/${kit}/interviews/${interview}/first-time`, version),
  kitForCandidate: (kit: string, interview: string, version?: Id | null) =>
    atVersion(`/kits/${kit}/interviews/${interview}/for-candidate`, version),
  kitPrompt: (kit: string, prompt: string, version?: Id | null) => atVersion(`/kits/${kit}/prompts/${prompt}`, version),
  /** Use and rotation of the prompts of a kit. */
  kitPrompts: (kit: string) => `/kits/${kit}/prompts`,
  kitCase: (kit: string, one: string, version?: Id | null) => atVersion(`/kits/${kit}/cases/${one}`, version),
  /** From a pinned version to the files as they are now. */
  kitChanges: (kit: string, from?: Id | null) => `/kits/${kit}/changes${from ? `?from=${from}` : ''}`,
  kitNotes: (kit: string, criterion?: string) => `/kits/${kit}/notes${criterion ? `?criterion=${criterion}` : ''}`,
  kitSearch: (kit: string, version?: Id | null) => atVersion(`/kits/${kit}/search`, version),
  newOwnKit: () => '/own-kits/new',
  ownKit: (kitId: Id) => `/own-kits/${kitId}`,
  ownKitRole: (kitId: Id) => `/own-kits/${kitId}/role`,
  ownKitCriterion: (kitId: Id, key: string) => `/own-kits/${kitId}/criteria/${key}`,
  ownKitFlag: (kitId: Id, key: string) => `/own-kits/${kitId}/red-flags/${key}`,
  ownKitInterview: (kitId: Id, key: string) => `/own-kits/${kitId}/interviews/${key}`,
  ownKitPrompts: (kitId: Id) => `/own-kits/${kitId}/prompts`,
  ownKitPrompt: (kitId: Id, key: string) => `/own-kits/${kitId}/prompts/${key}`,
  ownKitExhibit: (kitId: Id, prompt: string, moment: string, key: string) =>
    `/own-kits/${kitId}/prompts/${prompt}/${moment}/${key}`,
  ownKitGenerator: (kitId: Id, prompt: string) => `/own-kits/${kitId}/prompts/${prompt}/generator`,
  ownKitCases: (kitId: Id) => `/own-kits/${kitId}/cases`,
  ownKitCase: (kitId: Id, key: string) => `/own-kits/${kitId}/cases/${key}`,
  /** What an interview or a prompt of a draft will look like, and to whom. */
  ownKitPreview: (kitId: Id, of: 'interviews' | 'prompts', key: string, as: string, seniority?: string) =>
    `/own-kits/${kitId}/${of}/${key}/preview?as=${as}${seniority ? `&seniority=${seniority}` : ''}`,
  ownKitReview: (kitId: Id) => `/own-kits/${kitId}/review`,
  /** Where the editor's script saves. */
  ownKitDraft: (kitId: Id) => `/own-kits/${kitId}/draft`,
  /** The zip of the draft, or of the newest version. */
  ownKitExport: (kitId: Id, of: 'draft' | 'version') => `/own-kits/${kitId}/export?of=${of}`,
  jobs: (page?: number) => (page && page > 1 ? `/jobs?page=${page}` : '/jobs'),
  newJob: () => '/jobs/new',
  job: (jobId: Id) => `/jobs/${jobId}`,
  editJob: (jobId: Id) => `/jobs/${jobId}/edit`,
  moveJob: (jobId: Id) => `/jobs/${jobId}/kit`,
  candidates: () => '/candidates',
  newCandidate: () => '/candidates/new',
  importCandidates: () => '/candidates/import',
  candidateUpload: (uploadId: Id) => `/candidates/import/file/${uploadId}`,
  uploadedLines: (uploadId: Id) => `/candidates/import/file/${uploadId}/lines`,
  candidateImport: (importId: Id) => `/candidates/import/${importId}`,
  duplicateCandidates: () => '/candidates/duplicates',
  mergeCandidates: (candidateId: Id, otherId: Id) => `/candidates/${candidateId}/merge?with=${otherId}`,
  candidate: (candidateId: Id) => `/candidates/${candidateId}`,
  application: (applicationId: Id) => `/applications/${applicationId}`,
  loop: (applicationId: Id) => `/applications/${applicationId}/loop`,
  packetPreview: (applicationId: Id) => `/applications/${applicationId}/packet`,
  interviews: () => '/interviews',
  interview: (interviewId: Id) => `/interviews/${interviewId}`,
  /** The candidate's pages of an interview; `before`: those made before the one with this id. */
  candidateLinks: (interviewId: Id, before?: Id | null) =>
    `/interviews/${interviewId}${before ? `?linksBefore=${before}` : ''}#handout`,
  /** The screen from which an interview is run. */
  liveInterview: (interviewId: Id) => `/interviews/${interviewId}/live`,
  interviewScorecard: (interviewId: Id) => `/interviews/${interviewId}/scorecard`,
  /** What a candidate is handed; the only pages for people outside. */
  task: (token: string) => `/task/${token}`,
  taskFile: (token: string, exhibit: number) => `/task/${token}/${exhibit}.csv`,
  scorecard: (scorecardId: Id) => `/scorecards/${scorecardId}`,
  scorecardDraft: (scorecardId: Id) => `/scorecards/${scorecardId}/draft`,
  committee: () => '/committee',
  packet: (packetId: Id) => `/packets/${packetId}`,
  calibration: () => '/calibration',
  /** The page of exports, with what they are to be limited to. */
  exports: ({ of, job, q, state, archive }: ExportsSearch = {}) => {
    const search = new URLSearchParams()
    if (job) search.set('job', String(job))
    if (q) search.set('q', q)
    if (state && state !== 'all') search.set('state', state)
    if (archive) search.set('archive', archive)
    const text = search.toString()
    return `/exports${text ? `?${text}` : ''}${of ? `#${of}` : ''}`
  },
  exportFile: (name: string) => `/exports/${name}`,
  exportArchive: () => '/exports/organisation',
}

/** The pages that candidates read know nobody who is signed in, and run no script. */
export const isForCandidates = (pathname: string): boolean => pathname.startsWith('/task/')
