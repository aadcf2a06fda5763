import type { Prisma } from '~/generated/prisma/client.ts'
import { emailOf } from '~/demo/cast'
import type { Viewer } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { db } from '~/platform/db.server'
import { invite, issueLink } from '~/services/identity/people.server'

/** A page to look at: its file name, who looks, where. */
export type Place = { name: string; as: string | null; path: string }

const RECRUITER = 'Tomasz Wilk'
const ADMINISTRATOR = 'Ingrid Solheim'
const MANAGER = 'Nadia Rahimi'
const VOTERS = ['Amara Nwosu', 'Henrik Dahl', 'Priya Raman']
const INTERVIEWERS = ['Bruno Keller', 'Camila Rojas', 'Sofia Marchetti']

/** Every page of the example organisation as somebody would meet it, with the rows it needs looked up. */
export async function examplePlaces(organisationId: number): Promise<Place[]> {
  const jobs = await db().job.findMany({ where: { organisationId }, orderBy: { id: 'asc' }, select: { id: true } })
  const job = jobs[0]!.id
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
    { name: 'job-new', as: RECRUITER, path: paths.newJob() },
    { name: 'candidates', as: RECRUITER, path: paths.candidates() },
    { name: 'candidates-none', as: RECRUITER, path: `${paths.candidates()}?q=nobody` },
    { name: 'candidate-new', as: RECRUITER, path: paths.newCandidate() },
    { name: 'candidates-import', as: RECRUITER, path: paths.importCandidates() },
    { name: 'candidate', as: RECRUITER, path: paths.candidate(open.unplanned.candidateId) },
    { name: 'application-unplanned', as: RECRUITER, path: paths.application(open.unplanned.id) },
    { name: 'loop-new', as: RECRUITER, path: paths.loop(open.unplanned.id) },
    { name: 'application', as: RECRUITER, path: paths.application(open.underWay.id) },
    { name: 'loop', as: RECRUITER, path: paths.loop(open.underWay.id) },
    { name: 'application-in', as: RECRUITER, path: paths.application(open.allIn.id) },
    { name: 'packet-preview', as: RECRUITER, path: paths.packetPreview(open.allIn.id) },
    { name: 'application-closed', as: RECRUITER, path: paths.application(open.closed.id) },
    { name: 'calibration', as: RECRUITER, path: paths.calibration() },
    { name: 'kits', as: RECRUITER, path: paths.kits() },
    { name: 'kit', as: RECRUITER, path: paths.kit('ml-engineer') },
    { name: 'account', as: RECRUITER, path: paths.account() },
    { name: 'not-found', as: RECRUITER, path: '/nothing-here' },
    ...(await interviewerPlaces(organisationId, first)),
    ...(await committeePlaces(organisationId, first)),
    { name: 'home-manager', as: MANAGER, path: paths.home() },
    { name: 'home-administrator', as: ADMINISTRATOR, path: paths.home() },
    { name: 'people', as: ADMINISTRATOR, path: paths.people() },
    { name: 'person', as: ADMINISTRATOR, path: paths.person(person.id) },
    { name: 'audit', as: ADMINISTRATOR, path: paths.audit() },
  ]
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
    { name: 'home-interviewer', as: INTERVIEWERS[0]!, path: paths.home() },
    { name: 'interviews', as: INTERVIEWERS[0]!, path: paths.interviews() },
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
  await card('scorecard-draft', { scorecardDraft: { isNot: null } })
  const empty = await card('scorecard', { scorecardDraft: null, scorecardVersions: { none: {} } })
  places.push(...first('interview', empty?.user.name ?? null, empty && paths.interview(empty.interviewId)))
  await card('scorecard-submitted', { scorecardVersions: { some: {}, none: { kind: { not: 'submission' } } } })
  await card('scorecard-amended', { scorecardVersions: { some: { kind: 'amendment' } } })
  return places
}

async function committeePlaces(organisationId: number, first: First): Promise<Place[]> {
  const places: Place[] = [
    { name: 'home-committee', as: VOTERS[0]!, path: paths.home() },
    { name: 'committee', as: VOTERS[0]!, path: paths.committee() },
  ]
  const packets = await db().packet.findMany({
    where: { organisationId },
    include: {
      votes: { include: { user: { select: { name: true } } } },
      recusals: { include: { user: { select: { name: true } } } },
      decisions: true,
      application: { include: { job: { include: { committeeMembers: { include: { user: { select: { name: true } } } } } } } },
    },
    orderBy: { id: 'asc' },
  })
  type Packet = (typeof packets)[number]
  const reader = ({ application, recusals }: Packet) =>
    VOTERS.find(
      (name) =>
        application.job.committeeMembers.some(({ user }) => user.name === name) &&
        !recusals.some(({ user }) => user.name === name),
    )
  const show = (name: string, fits: (packet: Packet) => boolean) => {
    const found = packets.find((packet) => fits(packet) && reader(packet))
    places.push(...first(name, found ? reader(found)! : null, found ? paths.packet(found.id) : null))
  }
  const opened = ({ votes, application }: Packet) => votes.length >= application.job.quorum
  show('packet-vote', ({ votes }) => votes.length === 0)
  show('packet-sealed', (packet) => packet.votes.length > 0 && !opened(packet))
  show('packet-opened', (packet) => opened(packet) && packet.decisions.length === 0)
  show('packet-hire', ({ decisions }) => decisions.some(({ outcome }) => outcome === 'hire'))
  show('packet-no-hire', ({ decisions }) => decisions.some(({ outcome }) => outcome === 'no_hire'))
  show('packet-more-signal', ({ decisions }) => decisions.some(({ outcome }) => outcome === 'more_signal'))
  return places
}
