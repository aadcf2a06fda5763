import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Prisma } from '~/generated/prisma/client.ts'
import { emailOf } from '~/demo/people'
import type { Viewer } from '~/domain/policy/policy'
import { canonical } from '~/domain/kit/canonical'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { db, transaction } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { sha256 } from '~/platform/secret.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { invite, issueLink } from '~/services/identity/people.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { pinKit } from '~/services/kit/pin-kit.server'
import { administrationPlaces } from './administration-places'
import { committeePlaces } from './committee-places'
import { loopTimePlaces } from './loop-time-places'
import { pasteLines, previewLines, refuseLines } from './import-acts'
import { ADMINISTRATOR, MANAGER, RECRUITER, type Place } from './place'
import { ownKitPlaces } from './own-kit-places'
import { refusedPlaces } from './refused-places'

const INTERVIEWERS = ['Bruno Keller', 'Camila Rojas', 'Sofia Marchetti']

/** Every page of the example organisation as somebody would meet it, with the rows it needs looked up. */
export async function examplePlaces(organisationId: number): Promise<Place[]> {
  const jobs = await db().job.findMany({ where: { organisationId }, orderBy: { id: 'asc' }, select: { id: true } })
  const job = mustExist(jobs[0], 'first job').id
  const person = await db().user.findFirstOrThrow({
    where: { organisationId, email: emailOf('Bruno Keller') },
    select: { id: true },
  })
  const open = await applications(organisationId)
  const first = (name: string, as: string | null, path: string | null): Place[] => (path ? [{ name, as, path }] : [])
  return [
    { name: 'sign-in', as: null, path: paths.signIn() },
    ...(await linkPlaces(organisationId, person.id)),
    { name: 'home-recruiter', as: RECRUITER, path: paths.home() },
    { name: 'jobs', as: RECRUITER, path: paths.jobs() },
    { name: 'job', as: RECRUITER, path: paths.job(job) },
    { name: 'job-edit', as: RECRUITER, path: paths.editJob(job) },
    await voterPlace(organisationId, mustExist(jobs[1], 'second job').id),
    { name: 'job-new', as: RECRUITER, path: paths.newJob() },
    { name: 'candidates', as: RECRUITER, path: paths.candidates() },
    { name: 'candidates-none', as: RECRUITER, path: `${paths.candidates()}?q=nobody` },
    { name: 'candidate-new', as: RECRUITER, path: paths.newCandidate() },
    { name: 'candidates-import', as: RECRUITER, path: paths.importCandidates() },
    { name: 'candidates-import-columns', as: RECRUITER, path: paths.importCandidates(), act: pasteLines },
    { name: 'candidates-import-preview', as: RECRUITER, path: paths.importCandidates(), act: previewLines },
    { name: 'candidates-import-refused', as: RECRUITER, path: paths.importCandidates(), act: refuseLines },
    { name: 'candidate', as: RECRUITER, path: paths.candidate(open.unplanned.candidateId) },
    { name: 'application-unplanned', as: RECRUITER, path: paths.application(open.unplanned.id) },
    { name: 'loop-new', as: RECRUITER, path: paths.loop(open.unplanned.id) },
    { name: 'application', as: RECRUITER, path: paths.application(open.underWay.id) },
    { name: 'loop', as: RECRUITER, path: paths.loop(open.underWay.id) },
    ...loopTimePlaces(open.underWay.id),
    { name: 'application-in', as: RECRUITER, path: paths.application(open.allIn.id) },
    { name: 'packet-preview', as: RECRUITER, path: paths.packetPreview(open.allIn.id) },
    { name: 'application-closed', as: RECRUITER, path: paths.application(open.closed.id) },
    { name: 'calibration', as: RECRUITER, path: paths.calibration() },
    { name: 'kits', as: RECRUITER, path: paths.kits() },
    { name: 'glossary', as: RECRUITER, path: paths.glossary('shrinkage') },
    { name: 'help', as: RECRUITER, path: paths.calibration(), act: openHelp },
    { name: 'help-sign-in', as: null, path: paths.signIn(), act: openHelp },
    ...(await kitPlaces(organisationId, mustExist(jobs.at(-1), 'last job').id)),
    { name: 'account', as: RECRUITER, path: paths.account() },
    { name: 'error-404', as: RECRUITER, path: '/nothing-here', status: 404 },
    ...(await interviewerPlaces(organisationId, first)),
    ...(await committeePlaces(organisationId)),
    { name: 'home-manager', as: MANAGER, path: paths.home() },
    ...(await blindPlace(organisationId)),
    { name: 'home-administrator', as: ADMINISTRATOR, path: paths.home() },
    { name: 'people', as: ADMINISTRATOR, path: paths.people() },
    { name: 'person', as: ADMINISTRATOR, path: paths.person(person.id) },
    ...(await administrationPlaces(organisationId)),
    ...(await ownKitPlaces(organisationId)),
    ...(await refusedPlaces(organisationId, INTERVIEWERS)),
  ]
}

/** A job's form as one of its voters meets it, who changes nobody else's vote: the recruiter, named for the picture. */
async function voterPlace(organisationId: number, jobId: number): Promise<Place> {
  const voter = await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(RECRUITER) } })
  await db().committeeMember.create({ data: { organisationId, jobId, userId: voter.id } })
  return { name: 'job-edit-voter', as: RECRUITER, path: paths.editJob(jobId) }
}

/** The pages behind an invitation and a reset link, which have to be made for it. */
async function linkPlaces(organisationId: number, userId: number): Promise<Place[]> {
  const { id, timeZone } = await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(ADMINISTRATOR) } })
  const grants = [{ role: 'administrator' as const, jobId: null }]
  const viewer: Viewer = { organisationId, userId: id, name: ADMINISTRATOR, timeZone, grants }
  const invited = await invite(viewer, { name: 'Noa Lindgren', email: emailOf('Noa Lindgren'), roles: ['interviewer'] })
  const reset = await issueLink(viewer, userId)
  if (!invited.ok || !reset.ok) throw new Error('no link could be made')
  return [
    { name: 'invitation', as: null, path: paths.invitation(invited.value.token) },
    { name: 'reset', as: null, path: paths.reset(reset.value.token) },
  ]
}

/** A kit's pages; one job is put back to an earlier version of its kit, so that there is something to compare. */
async function kitPlaces(organisationId: number, jobId: number): Promise<Place[]> {
  const kit = 'ml-engineer'
  const older = await putBack(organisationId, jobId)
  const at = (name: string, path: string) => ({ name, as: RECRUITER, path })
  return [
    at('kit', paths.kit(kit)),
    at('kit-search', `${paths.kit(kit)}?q=cache`),
    at('kit-interview', paths.kitInterview(kit, 'debugging')),
    at('kit-first-time', paths.kitFirstTime(kit, 'debugging')),
    at('kit-for-candidate', paths.kitForCandidate(kit, 'debugging')),
    at('kit-scorecard', paths.kitScorecard(kit, 'debugging')),
    at('kit-prompt', paths.kitPrompt(kit, 'serve-recommendations')),
    at('kit-prompts-use', paths.kitPrompts(kit)),
    at('kit-prompt-charts', paths.kitPrompt(kit, 'new-listings-vanish')),
    at('kit-case', paths.kitCase(kit, 'slow-and-exact')),
    at('kit-changes', paths.kitChanges(older.role, older.version)),
    at('kit-pinned', paths.kit(older.role, older.version)),
    at('job-kit-changed', paths.job(jobId)),
    at('job-move', paths.moveJob(jobId)),
  ]
}

/** The job's kit with a sentence more, and some settings as they might have been, pinned on the job. */
async function putBack(organisationId: number, jobId: number): Promise<{ role: string; version: number }> {
  const { role } = await db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: jobId } } })
  const { kit } = mustExist(servedKit(role), 'kit of the role')
  const [first, second, ...criteria] = kit.criteria
  const before = {
    ...kit,
    version: '0.9',
    criteria: [
      { ...mustExist(first, 'first criterion'), why: `${mustExist(first, 'first criterion').why} It is rated in every interview.` },
      { ...mustExist(second, 'second criterion'), must_have: !mustExist(second, 'second criterion').must_have, weight: { ...mustExist(second, 'second criterion').weight, balanced: 1 } },
      ...criteria,
    ],
    red_flags: kit.red_flags.slice(1),
    interviews: kit.interviews.map((one, index) => (index === 1 ? { ...one, minutes: one.minutes + 15 } : one)),
  }
  const text = canonical(before)
  return transaction(async (tx) => {
    const version = await pinKit(tx, organisationId, { kit: before, canonical: text, hash: sha256(text) })
    await tx.job.updateMany({ where: { organisationId, id: jobId }, data: { kitVersionId: version } })
    return { role, version }
  })
}

type First = (name: string, as: string | null, path: string | null) => Place[]

async function applications(organisationId: number) {
  const find = (where: Prisma.ApplicationWhereInput) =>
    db().application.findFirstOrThrow({
      where: { organisationId, ...where },
      orderBy: { id: 'asc' },
      select: { id: true, candidateId: true },
    })
  const card = { releasedAt: null, shadow: false }
  return {
    unplanned: await find({ state: 'open', loop: null }),
    underWay: await find({ state: 'open', loop: { interviews: { some: { scorecards: { some: { ...card, scorecardDraft: { isNot: null } } } } } } }),
    allIn: await find({
      state: 'open',
      packets: { none: {} },
      loop: { interviews: { every: { scorecards: { every: { scorecardVersions: { some: {} } } } } } },
    }),
    closed: await find({ state: 'hired' }),
  }
}

async function interviewerPlaces(organisationId: number, first: First): Promise<Place[]> {
  const places: Place[] = [
    { name: 'home-interviewer', as: mustExist(INTERVIEWERS[0], 'first interviewer'), path: paths.home() },
    { name: 'interviews', as: mustExist(INTERVIEWERS[0], 'first interviewer'), path: paths.interviews() },
  ]
  const card = async (name: string, where: Prisma.ScorecardWhereInput) => {
    const user = { is: { email: { in: INTERVIEWERS.map((one) => emailOf(one)) } } }
    const found = await db().scorecard.findFirst({
      where: { organisationId, user, ...where },
      select: { id: true, interviewId: true, user: { select: { name: true } } },
      orderBy: { id: 'desc' },
    })
    places.push(...first(name, found?.user.name ?? null, found && paths.scorecard(found.id)))
    return found
  }
  const begun = await card('scorecard-draft', { scorecardDraft: { isNot: null } })
  if (begun)
    places.push({ name: 'help-scorecard', as: begun.user.name, path: paths.scorecard(begun.id), act: openHelp })
  const empty = await card('scorecard', { scorecardDraft: null, scorecardVersions: { none: {} } })
  places.push(...first('interview', empty?.user.name ?? null, empty && paths.interview(empty.interviewId)))
  places.push(
    ...first('interview-scorecard', empty?.user.name ?? null, empty && paths.interviewScorecard(empty.interviewId)),
  )
  places.push(...(await taskPlaces(organisationId)))
  const sent = await card('scorecard-submitted', {
    scorecardVersions: { some: {}, none: { kind: { not: 'submission' } } },
  })
  if (sent) {
    const as = sent.user.name
    places.push(
      { name: 'scorecard-amending', as, path: `${paths.scorecard(sent.id)}?amend` },
      { name: 'scorecard-withdrawing', as, path: paths.scorecard(sent.id), act: askToWithdraw },
    )
  }
  await card('scorecard-amended', { scorecardVersions: { some: { kind: 'amendment' } } })
  return places
}

/** The guide of an interview with a prompt for which a page is open, and that page as the candidate has it. */
async function taskPlaces(organisationId: number): Promise<Place[]> {
  const planner = await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(RECRUITER) } })
  const grants = [{ role: 'recruiter' as const, jobId: null }]
  const viewer: Viewer = { organisationId, userId: planner.id, name: RECRUITER, timeZone: planner.timeZone, grants }
  const interview = await db().interview.findFirst({
    where: { organisationId, state: 'planned', kitInterview: { key: 'debugging' } },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  const guide = interview && (await readGuide(viewer, interview.id))
  const prompt = guide?.ok ? guide.value.links.prompts[0] : undefined
  if (!interview || !prompt) return []
  const form = { prompt: prompt.id, hours: 4, writeKey: randomUUID() }
  const made = await makeCandidateLink(viewer, interview.id, form)
  if (!made.ok) throw new Error(made.error.code)
  return [
    { name: 'interview-handed-out', as: RECRUITER, path: paths.interview(interview.id) },
    { name: 'task', as: null, path: paths.task(made.value.token) },
  ]
}

const askToWithdraw = async (page: Page) => {
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').waitFor()
}

/** An application as somebody sees it who owes a scorecard there: the manager, put into an interview for the picture. */
async function blindPlace(organisationId: number): Promise<Place[]> {
  const manager = await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(MANAGER) } })
  const interview = await db().interview.findFirst({
    where: {
      organisationId,
      state: 'planned',
      loop: { application: { state: 'open', job: { grants: { some: { userId: manager.id, revokedAt: null } } } } },
      scorecards: { some: { scorecardVersions: { some: {} } }, none: { userId: manager.id } },
    },
    select: { id: true, loop: { select: { applicationId: true } } },
  })
  if (!interview) return []
  await db().scorecard.create({ data: { organisationId, interviewId: interview.id, userId: manager.id } })
  return [{ name: 'application-blind', as: MANAGER, path: paths.application(interview.loop.applicationId) }]
}

const openHelp = (page: Page) => page.getByText('Help', { exact: true }).click()
