/** Ids of one application and of what belongs to it; `own` is the viewer's scorecard. */
export type Place = {
  job: number
  candidate: number
  application: number
  interview: number
  own: number
  packet: number
}
/** The application for which the viewers are blind, another one, and a colleague's scorecard of the first. */
export type World = { blind: Omit<Place, 'own'>; other: Place; colleague: number }

/** Addresses of every route that answers somebody who is signed in, of the blind application and of another one. */
export const ADDRESSES: Record<string, (world: World, own: number) => string[]> = {
  _index: () => ['/'],
  // An address that leads nowhere.
  $: () => ['/nothing-here'],
  account: () => ['/account'],
  'applications.$applicationId': ({ blind, other }) =>
    both(blind, other, ({ application }) => `/applications/${application}`),
  'applications.$applicationId_.loop': ({ blind, other }) =>
    both(blind, other, ({ application }) => `/applications/${application}/loop`),
  'applications_.$applicationId_.packet': ({ blind, other }) =>
    both(blind, other, ({ application }) => `/applications/${application}/packet`),
  audit: () => ['/audit', '/audit?before=40'],
  calibration: () => ['/calibration'],
  'candidates.$candidateId': ({ blind, other }) => both(blind, other, ({ candidate }) => `/candidates/${candidate}`),
  'candidates._index': () => ['/candidates', '/candidates?state=open', '/candidates?state=none'],
  'candidates.import': () => ['/candidates/import'],
  'candidates.import_.$importId': () => ['/candidates/import/99999'],
  'candidates.import_.file.$uploadId': () => ['/candidates/import/file/99999'],
  'candidates.import_.file.$uploadId_.lines': () => ['/candidates/import/file/99999/lines'],
  'candidates.duplicates': () => ['/candidates/duplicates'],
  'candidates.$candidateId_.merge': ({ blind, other }) => [
    `/candidates/${blind.candidate}/merge?with=${other.candidate}`,
  ],
  'candidates.new': () => ['/candidates/new'],
  committee: () => ['/committee'],
  'exports._index': ({ blind }) => ['/exports', `/exports?job=${blind.job}`],
  // Without a format nothing is downloaded, which would be an entry of the audit log; that is asked in blind-exports.db.test.ts.
  'exports.$name': () => ['/exports/scorecards'],
  'exports.organisation': () => ['/exports/organisation'],
  glossary: () => ['/glossary'],
  'interviews.$interviewId': ({ blind, other }) => both(blind, other, ({ interview }) => `/interviews/${interview}`),
  'interviews.$interviewId_.live': ({ blind }) => [`/interviews/${blind.interview}/live`],
  'interviews.$interviewId_.scorecard': ({ blind }) => [`/interviews/${blind.interview}/scorecard`],
  'interviews._index': () => ['/interviews'],
  'jobs.$jobId': ({ blind }) => [`/jobs/${blind.job}`],
  'jobs.$jobId_.edit': ({ blind }) => [`/jobs/${blind.job}/edit`],
  'jobs.$jobId_.kit': ({ blind }) => [`/jobs/${blind.job}/kit`],
  'jobs._index': () => ['/jobs'],
  'jobs.new': () => ['/jobs/new'],
  'kits._index': () => ['/kits'],
  // Own kits are about roles; no application has a part in them.
  'own-kits.new': () => ['/own-kits/new'],
  'own-kits.$kitId': () => ['/own-kits/99999'],
  'own-kits.$kitId._index': () => ['/own-kits/99999?index'],
  'own-kits.$kitId.criteria.$key': () => ['/own-kits/99999/criteria/diagnosis'],
  'own-kits.$kitId.red-flags.$key': () => ['/own-kits/99999/red-flags/claims-not-own'],
  'own-kits.$kitId.interviews.$key': () => ['/own-kits/99999/interviews/debugging'],
  'own-kits.$kitId.prompts._index': () => ['/own-kits/99999/prompts?index'],
  'own-kits.$kitId.prompts.$key': () => ['/own-kits/99999/prompts/clicks-down-on-lists'],
  'own-kits.$kitId.prompts.$key_.$moment.$exhibit': () => ['/own-kits/99999/prompts/none/handed_out/none'],
  'own-kits.$kitId.prompts.$key_.generator': () => ['/own-kits/99999/prompts/none/generator'],
  'own-kits.$kitId.cases._index': () => ['/own-kits/99999/cases?index'],
  'own-kits.$kitId.cases.$key': () => ['/own-kits/99999/cases/fluent-after-the-hint'],
  'own-kits.$kitId.interviews.$key_.preview': () => ['/own-kits/99999/interviews/debugging/preview'],
  'own-kits.$kitId.prompts.$key_.preview': () => ['/own-kits/99999/prompts/size-it/preview'],
  'own-kits.$kitId.role': () => ['/own-kits/99999/role'],
  'own-kits.$kitId.review': () => ['/own-kits/99999/review'],
  'own-kits.$kitId_.draft': () => ['/own-kits/99999/draft'],
  'own-kits.$kitId_.export': () => ['/own-kits/99999/export'],
  // A kit's pages are of files and of the kit's own rows.
  'kits.$role': () => ['/kits/ml-engineer'],
  'kits.$role._index': () => ['/kits/ml-engineer'],
  'kits.$role_.search': () => ['/kits/ml-engineer/search?q=drift'],
  'kits.$role.interviews.$interview': () => ['/kits/ml-engineer/interviews/debugging'],
  'kits.$role.interviews.$interview_.scorecard': () => ['/kits/ml-engineer/interviews/debugging/scorecard'],
  'kits.$role.interviews.$interview_.first-time': () => ['/kits/ml-engineer/interviews/debugging/first-time'],
  'kits.$role.interviews.$interview_.for-candidate': () => ['/kits/ml-engineer/interviews/debugging/for-candidate'],
  'kits.$role.prompts.$prompt': () => ['/kits/ml-engineer/prompts/none'],
  'kits.$role.notes': () => ['/kits/ml-engineer/notes'],
  'kits.$role.prompts._index': () => ['/kits/ml-engineer/prompts'],
  'kits.$role.changes': () => ['/kits/ml-engineer/changes'],
  'kits.$role.cases.$case': () => ['/kits/ml-engineer/cases/none'],
  'packets.$packetId': ({ blind, other }) => both(blind, other, ({ packet }) => `/packets/${packet}`),
  'people._index': () => ['/people'],
  'people_.$userId': () => ['/people/1'],
  'scorecards.$scorecardId': ({ colleague, other }, own) =>
    [own, colleague, other.own].map((id) => `/scorecards/${id}`),
  'scorecards_.$scorecardId_.draft': ({ colleague }, own) => [own, colleague].map((id) => `/scorecards/${id}/draft`),
}
const both = <T>(blind: Omit<Place, 'own'>, other: Place, address: (place: Omit<Place, 'own'>) => T): T[] => [
  address(blind),
  address(other),
]

/** Routes for somebody who is not signed in, or that end the session: they know of no viewer. */
export const WITHOUT_VIEWER = [
  'invitation.$token',
  'reset.$token',
  'setup',
  'sign-in',
  'sign-out',
  'task.$token',
  'task.$token_.$file',
]
/** Acts that need nothing but their name would change something for everybody: asked of an id that is not there. */
export const ELSEWHERE: Record<string, string> = { 'people_.$userId': '/people/99999', 'jobs.$jobId': '/jobs/99999' }
/**
 * Acts on the asker's own sessions, the check of the whole audit chain, which writes its result, and a form sent to an
 * address that leads nowhere, which is refused before anything is read.
 */
export const NOT_ASKED = ['$ ', 'account end', 'account end-all', 'account end-others', 'audit verify', 'audit ']
