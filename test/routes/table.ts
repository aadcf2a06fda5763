import { randomUUID } from 'node:crypto'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { judge } from '~/demo/judge'
import { canonical } from '~/domain/kit/canonical'
import { ROLES, type Role, type Viewer } from '~/domain/policy/policy'
import { db, transaction } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { sha256 } from '~/platform/secret.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { importCandidates } from '~/services/candidate/import-candidates.server'
import { keepApart } from '~/services/candidate/keep-apart.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { makeLink } from '~/services/identity/links.server'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { pinKit } from '~/services/kit/pin-kit.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { readCandidate } from '~/services/candidate/read-candidates.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { askedOfOwn } from '~/services/scorecard/submit-scorecard.server'
import type { Answer } from './modules'
import type { Place, Who, World } from './world'

export type Asked = {
  path: string
  params?: Record<string, string>
  method?: string
  form?: Record<string, string | string[]>
  json?: unknown
}

/**
 * One loader, or one action and intent. `about` says whose ids are in the address: a job's (asked about an ordinary and
 * a confidential one), a person's, or none. Who is not named in `roles` gets 403; nobody is sent to sign in; ids of
 * another organisation and of a confidential job are 404. `but` names what differs, and why it does stands beside it.
 */
export type Row = {
  route: string
  call: 'loader' | 'action'
  intent?: string
  /** Tells rows of one address apart. */
  of?: string
  about: 'nothing' | 'person' | 'job'
  roles: readonly Role[] | 'everyone'
  ok: Answer
  but?: Partial<Record<Who, Answer>>
  /** Further roles that the address lets in and the job then refuses. */
  door?: readonly Role[]
  /** May make what it asks for: then nobody else's request stands in its way. */
  ask: (at: Place, world: World, who: Who) => Asked | Promise<Asked>
}

const planners = ['administrator', 'recruiter'] as const
const packetReaders = ['administrator', 'recruiter', 'committee_member', 'hiring_manager'] as const
const admin = ['administrator'] as const

/** An address of one id, and the form or body sent to it. */
const to = (path: string, params: Record<string, string | number> = {}, rest: Partial<Asked> = {}): Asked => ({
  path,
  params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
  ...rest,
})

const everyRole = (answer: Answer) => Object.fromEntries(ROLES.map((role) => [role, answer])) as Record<Role, Answer>

const newPerson = (world: World, state: 'active' | 'deactivated' = 'active') =>
  transaction(async (tx) => {
    const { organisationId } = world
    const user = await tx.user.create({
      data: { organisationId, name: 'Newcomer', email: `${randomUUID()}@example.org`, timeZone: 'UTC', state },
    })
    return user.id
  })

const linkFor = async (world: World, kind: 'invitation' | 'reset') => {
  const { organisationId } = world
  const userId = await newPerson(world)
  if (kind === 'invitation')
    await db().user.updateMany({ where: { organisationId, id: userId }, data: { state: 'invited' } })
  const link = await transaction((tx) => makeLink(tx, { organisationId, userId, kind, createdById: null }))
  return link.token
}

const person = async (world: World, form: Record<string, string>, state?: 'active' | 'deactivated') => {
  const userId = await newPerson(world, state)
  return to(`/people/${userId}`, { userId }, { form })
}

/** A scorecard of the place's assigned interviewer, on an application of its own. */
async function newCard(at: Place, world: World): Promise<number> {
  const { administrator } = world.people
  const { id } = await makeApplication(administrator, at.job)
  const loop = await makeLoop(administrator, at.job, id, { debugging: [at.assigned] })
  return loop.interviews[0]!.scorecards[0]!.id
}

/** The form that opens a page for the candidate of the place's interview. */
async function linkForm(at: Place, { people }: World) {
  const guide = await readGuide(people.administrator, at.interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  const prompt = guide.value.links.prompts[0]!.id
  return { intent: 'make-link', prompt, hours: '4', writeKey: randomUUID() }
}

/** A live page for the candidate, and an exhibit that can be handed over on it. */
async function newLink(at: Place, world: World) {
  const { administrator } = world.people
  const { prompt, writeKey } = await linkForm(at, world)
  const made = await makeCandidateLink(administrator, at.interviewId, { prompt, hours: 4, writeKey })
  if (!made.ok) throw new Error(made.error.code)
  const guide = await readGuide(administrator, at.interviewId)
  const link = guide.ok ? guide.value.links.made[0]! : null
  return { token: made.value.token, id: link!.id, exhibit: link!.exhibits[0]!.id }
}

/** The fields that the scorecard page posts without a script when everything is filled in. */
async function wholePlainForm(viewer: Viewer, scorecardId: number, intent: string) {
  const { ratings, recommendation, reason } = await wholeDraft(viewer, scorecardId)
  const fields = Object.entries(ratings).flatMap(([id, { choice, evidence }]): [string, string][] => [
    [`ratings.${id}.choice`, choice],
    [`ratings.${id}.evidence.text`, evidence.text],
    ...Object.entries(evidence.quotes[0]!).map(([name, value]): [string, string] => [
      `ratings.${id}.evidence.quotes.0.${name}`,
      value,
    ]),
  ])
  return { ...Object.fromEntries(fields), intent, base: '0', revision: '0', recommendation, reason }
}

/** What the scorecard page posts when everything is filled in. */
export async function wholeDraft(viewer: Viewer, scorecardId: number) {
  const asked = await askedOfOwn(viewer, scorecardId)
  if (!asked.ok) throw new Error(asked.error.code)
  const rating = {
    choice: '3' as const,
    evidence: {
      text: '',
      quotes: [
        { at: '14:05', clock: '', speaker: 'candidate' as const, text: 'I would look at the last change first.' },
      ],
    },
  }
  return {
    ratings: Object.fromEntries(asked.value.criteria.map((id) => [id, rating])),
    flags: {},
    recommendation: 'yes' as const,
    reason: 'Found the cause unaided and named what would have caught it.',
    notes: [],
    probes: [],
    told: {},
    change: '',
  }
}

const jobForm = {
  name: 'Machine-learning engineer',
  role: 'ml-engineer',
  seniority: 'senior',
  needProfile: 'balanced',
  maturity: '3',
  bar: '3.0',
  hireProbability: '.75',
  quorum: '1',
}

const newJobForm = () => ({ ...jobForm, writeKey: randomUUID() })

const importForm = (intent: string) => ({
  intent,
  text: `name,email\nNew,${randomUUID()}@example.org\n`,
  jobId: '',
  writeKey: randomUUID(),
})

/** An import that waits, confirmed by whoever asks; the stranger asks about an administrator's. */
async function newImport(_at: Place, { people }: World, who: Who): Promise<number> {
  const author = who !== 'stranger' && who in people ? people[who as keyof World['people']] : people.administrator
  const { text, writeKey } = importForm('import')
  const done = await importCandidates(author, { text, jobId: null, skip: false, writeKey })
  if (!done.ok) throw new Error(done.error.code)
  return done.value.importId
}

/** Two candidates of the place's job with one address. */
async function newPair({ job }: Place, { people }: World): Promise<[number, number]> {
  const email = `${randomUUID()}@example.org`
  const { candidateId } = await makeApplication(people.administrator, job, { email })
  const other = await makeApplication(people.administrator, job, { email })
  return [candidateId, other.candidateId]
}

/** A job like the place's, in this state, and a form posted to it. */
async function newJob(at: Place, { people }: World, state: 'draft' | 'open', form: Record<string, string>) {
  const confidential = at.kind === 'secret'
  const { id } = await makeJob(people.administrator, { state, confidential, committee: [at.voter] })
  const { organisationId, userId } = at.voter
  if (confidential) await db().grant.create({ data: { organisationId, userId, role: 'committee_member', jobId: id } })
  return to(`/jobs/${id}`, { jobId: id }, { form })
}

/** The job as it stood before the kit's files changed. */
async function pinOlder({ organisationId }: Viewer, jobId: number) {
  const kit = { ...servedKit('ml-engineer')!.kit, version: '0.1' }
  const text = canonical(kit)
  await transaction(async (tx) => {
    const kitVersionId = await pinKit(tx, organisationId, { kit, canonical: text, hash: sha256(text) })
    await tx.job.updateMany({ where: { organisationId, id: jobId }, data: { kitVersionId } })
  })
}

/** An application of its own, with or without its loop, and a planner's form for it. */
async function loopForm(
  at: Place,
  { people }: World,
  intent: 'plan' | 'add' | 'change' | 'assign' | 'unassign' | 'cancel',
) {
  const { administrator } = people
  const { organisationId, kitVersionId, id: jobId } = at.job
  const { id: applicationId } = await makeApplication(administrator, at.job)
  const path = `/applications/${applicationId}/loop`
  const coding = await db().kitInterview.findFirstOrThrow({ where: { organisationId, kitVersionId, key: 'coding' } })
  if (intent === 'plan') return to(path, { applicationId }, { form: { intent, kitInterviewIds: [String(coding.id)] } })
  const loop = await makeLoop(administrator, at.job, applicationId, { debugging: [at.assigned] })
  const [interview] = loop.interviews
  const target = { intent, revision: '1', interviewId: String(interview!.id) }
  const helper = await makeUser(organisationId, {
    roles: [at.kind === 'secret' ? { role: 'interviewer', jobId } : 'interviewer'],
  })
  const rest = {
    add: { kitInterviewId: String(coding.id) },
    change: { startsAt: '2027-03-01T10:00', minutes: '60', place: 'Room 4' },
    assign: { userId: String(helper.userId), shadow: '' },
    unassign: { scorecardId: String(interview!.scorecards[0]!.id) },
    cancel: {},
  }
  return to(path, { applicationId }, { form: { ...target, ...rest[intent] } })
}

export const table: Row[] = [
  // Whatever no other route knows.
  { route: '$', call: 'loader', about: 'nothing', roles: 'everyone', ok: 404, ask: () => to('/nothing/here') },
  {
    route: '$',
    call: 'action',
    about: 'nothing',
    roles: 'everyone',
    ok: 404,
    ask: () => to('/nothing/here', {}, { form: { a: 'b' } }),
  },
  // Before sign-in. The installation is set up, so set-up leads to sign-in for everyone.
  {
    route: 'setup',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 'sign-in',
    ask: () => to('/setup'),
  },
  {
    route: 'setup',
    call: 'action',
    about: 'nothing',
    roles: 'everyone',
    ok: 422,
    ask: () =>
      to(
        '/setup',
        {},
        {
          form: {
            token: 'not the token',
            organisation: 'Second',
            timeZone: 'UTC',
            name: 'Second',
            email: 'second@example.org',
            password: 'a long enough password',
          },
        },
      ),
  },
  {
    route: 'sign-in',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 302,
    but: { nobody: 200 },
    ask: () => to('/sign-in'),
  },
  {
    route: 'sign-in',
    call: 'action',
    about: 'nothing',
    roles: 'everyone',
    ok: 422,
    ask: () => to('/sign-in', {}, { form: { email: `${randomUUID()}@example.org`, password: 'not the password' } }),
  },
  {
    route: 'sign-out',
    call: 'action',
    about: 'nothing',
    roles: 'everyone',
    ok: 'sign-in',
    ask: () => to('/sign-out', {}, { form: {} }),
  },
  { route: 'sign-out', call: 'loader', about: 'nothing', roles: 'everyone', ok: 302, ask: () => to('/sign-out') },
  {
    route: 'invitation.$token',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 200,
    ask: async (_at, world) => to('/invitation/x', { token: await linkFor(world, 'invitation') }),
  },
  {
    route: 'invitation.$token',
    call: 'action',
    about: 'nothing',
    roles: 'everyone',
    ok: 302,
    ask: async (_at, world) =>
      to(
        '/invitation/x',
        { token: await linkFor(world, 'invitation') },
        { form: { name: 'Newcomer', password: 'a long enough password', timeZone: 'UTC' } },
      ),
  },
  {
    route: 'reset.$token',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 200,
    ask: async (_at, world) => to('/reset/x', { token: await linkFor(world, 'reset') }),
  },
  {
    route: 'reset.$token',
    call: 'action',
    about: 'nothing',
    roles: 'everyone',
    ok: 302,
    ask: async (_at, world) =>
      to('/reset/x', { token: await linkFor(world, 'reset') }, { form: { password: 'a long enough password' } }),
  },

  // One's own account.
  { route: 'account', call: 'loader', about: 'nothing', roles: ROLES, ok: 200, ask: () => to('/account') },
  {
    route: 'account',
    call: 'action',
    intent: 'account',
    about: 'nothing',
    roles: ROLES,
    ok: 302,
    ask: () => to('/account', {}, { form: { intent: 'account', name: 'Renamed', timeZone: 'Europe/Paris' } }),
  },
  {
    route: 'account',
    call: 'action',
    intent: 'password',
    about: 'nothing',
    roles: ROLES,
    // These people have no password yet, so none is the right one.
    ok: 422,
    ask: () =>
      to('/account', {}, { form: { intent: 'password', current: 'not mine', password: 'a long enough password' } }),
  },
  {
    // Sessions are one's own: the newest of somebody else is not there for anybody.
    route: 'account',
    call: 'action',
    intent: 'end',
    about: 'nothing',
    roles: ROLES,
    ok: 404,
    ask: async (_at, world) => {
      const { organisationId } = world
      const userId = await newPerson(world)
      const session = await db().session.create({
        data: { organisationId, userId, tokenHash: randomUUID(), expiresAt: new Date('2099-01-01') },
      })
      return to('/account', {}, { form: { intent: 'end', sessionId: String(session.id) } })
    },
  },
  {
    // So are known devices.
    route: 'account',
    call: 'action',
    intent: 'forget-device',
    about: 'nothing',
    roles: ROLES,
    ok: 404,
    ask: async (_at, world) => {
      const { organisationId } = world
      const userId = await newPerson(world)
      const device = await db().device.create({
        data: { organisationId, userId, tokenHash: randomUUID(), expiresAt: new Date('2099-01-01') },
      })
      return to('/account', {}, { form: { intent: 'forget-device', deviceId: String(device.id) } })
    },
  },
  {
    route: 'account',
    call: 'action',
    intent: 'end-others',
    about: 'nothing',
    roles: ROLES,
    ok: 302,
    ask: () => to('/account', {}, { form: { intent: 'end-others' } }),
  },
  {
    route: 'account',
    call: 'action',
    intent: 'end-all',
    about: 'nothing',
    roles: ROLES,
    ok: 'sign-in',
    ask: () => to('/account', {}, { form: { intent: 'end-all' } }),
  },

  // Administration.
  { route: 'people._index', call: 'loader', about: 'nothing', roles: admin, ok: 200, ask: () => to('/people') },
  {
    route: 'people._index',
    call: 'action',
    about: 'nothing',
    roles: admin,
    ok: 200,
    ask: () => to('/people', {}, { form: { name: 'New', email: `${randomUUID()}@example.org`, roles: ['recruiter'] } }),
  },
  {
    route: 'people_.$userId',
    call: 'loader',
    about: 'person',
    roles: admin,
    ok: 200,
    ask: async (_at, world) => {
      const userId = await newPerson(world)
      return to(`/people/${userId}`, { userId })
    },
  },
  {
    route: 'people_.$userId',
    call: 'action',
    intent: 'grant',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: (_at, world) => person(world, { intent: 'grant', role: 'recruiter', jobId: '' }),
  },
  {
    route: 'people_.$userId',
    call: 'action',
    intent: 'revoke',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (_at, world) => {
      const { organisationId } = world
      const { userId } = await makeUser(organisationId, { roles: ['recruiter'] })
      const grant = await db().grant.findFirstOrThrow({ where: { organisationId, userId } })
      return to(`/people/${userId}`, { userId }, { form: { intent: 'revoke', grantId: String(grant.id) } })
    },
  },
  {
    route: 'people_.$userId',
    call: 'action',
    intent: 'link',
    about: 'person',
    roles: admin,
    ok: 200,
    ask: (_at, world) => person(world, { intent: 'link' }),
  },
  {
    route: 'people_.$userId',
    call: 'action',
    intent: 'lift',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: (_at, world) => person(world, { intent: 'lift' }),
  },
  {
    route: 'people_.$userId',
    call: 'action',
    intent: 'deactivate',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: (_at, world) => person(world, { intent: 'deactivate' }),
  },
  {
    route: 'people_.$userId',
    call: 'action',
    intent: 'reactivate',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: (_at, world) => person(world, { intent: 'reactivate' }, 'deactivated'),
  },
  { route: 'audit', call: 'loader', about: 'nothing', roles: admin, ok: 200, ask: () => to('/audit') },
  {
    route: 'audit',
    call: 'action',
    about: 'nothing',
    roles: admin,
    ok: 302,
    ask: () => to('/audit', {}, { form: { intent: 'verify-now' } }),
  },

  { route: '_index', call: 'loader', about: 'nothing', roles: ROLES, ok: 200, ask: () => to('/') },

  // Kits and interviews.
  { route: 'glossary', call: 'loader', about: 'nothing', roles: ROLES, ok: 200, ask: () => to('/glossary') },
  { route: 'kits._index', call: 'loader', about: 'nothing', roles: ROLES, ok: 200, ask: () => to('/kits') },
  ...[
    ['kits.$role', ''],
    ['kits.$role._index', ''],
    ['kits.$role_.search', '/search'],
    ['kits.$role.interviews.$interview', '/interviews/debugging', { interview: 'debugging' }],
    ['kits.$role.interviews.$interview_.scorecard', '/interviews/debugging/scorecard', { interview: 'debugging' }],
    ['kits.$role.prompts.$prompt', '/prompts/serve-recommendations', { prompt: 'serve-recommendations' }],
    ['kits.$role.changes', '/changes'],
    ['kits.$role.cases.$case', '/cases/slow-and-exact', { case: 'slow-and-exact' }],
  ].map(([route, path, params]): Row => ({
    route: route as string,
    call: 'loader',
    about: 'nothing',
    roles: ROLES,
    ok: 200,
    ask: () => to(`/kits/ml-engineer${path as string}`, { role: 'ml-engineer', ...(params as object) }),
  })),
  {
    route: 'interviews._index',
    call: 'loader',
    about: 'nothing',
    roles: ['interviewer'],
    ok: 200,
    ask: () => to('/interviews'),
  },
  {
    // The guide of an interview is for whoever sits in it and for those who plan it; it is no secret that it exists.
    route: 'interviews.$interviewId',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    but: { assigned: 200, interviewer: 404, committee_member: 404, hiring_manager: 404, voter: 404 },
    ask: (at) => to(`/interviews/${at.interviewId}`, { interviewId: at.interviewId }),
  },
  ...(['make-link', 'revoke-link', 'hand-over'] as const).map((intent): Row => ({
    route: 'interviews.$interviewId',
    call: 'action',
    intent,
    about: 'job',
    roles: planners,
    ok: intent === 'make-link' ? 200 : 302,
    but: { assigned: intent === 'make-link' ? 200 : 302, interviewer: 404 },
    ask: async (at, world) => {
      const { interviewId } = at
      if (intent === 'make-link')
        return to(`/interviews/${interviewId}`, { interviewId }, { form: await linkForm(at, world) })
      const { id, exhibit } = await newLink(at, world)
      const form = { intent, linkId: String(id), ...(intent === 'hand-over' ? { exhibit } : {}) }
      return to(`/interviews/${interviewId}`, { interviewId }, { form })
    },
  })),
  {
    // The address is all that a candidate has; whoever else may be signed in there, nothing of them is asked.
    route: 'task.$token',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 200,
    ask: async (at, world) => to('/task/x', { token: (await newLink(at, world)).token }),
  },
  {
    route: 'task.$token_.$file',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 200,
    ask: async (at, world) => to('/task/x/1.csv', { token: (await newLink(at, world)).token, file: '1.csv' }),
  },
  {
    route: 'interviews.$interviewId_.scorecard',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    but: { assigned: 200, interviewer: 404, committee_member: 404, hiring_manager: 404, voter: 404 },
    ask: (at) => to(`/interviews/${at.interviewId}/scorecard`, { interviewId: at.interviewId }),
  },
  {
    // Not submitted yet: there for its author alone.
    route: 'scorecards.$scorecardId',
    call: 'loader',
    of: 'in writing',
    about: 'job',
    roles: [],
    ok: 404,
    but: { ...everyRole(404), assigned: 200 },
    ask: (at) => to(`/scorecards/${at.scorecardId}`, { scorecardId: at.scorecardId }),
  },
  {
    route: 'scorecards.$scorecardId',
    call: 'loader',
    of: 'submitted by a colleague',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    but: { interviewer: 404, assigned: 404 },
    ask: (at) => to(`/scorecards/${at.judged.scorecardId}`, { scorecardId: at.judged.scorecardId }),
  },
  {
    route: 'scorecards.$scorecardId',
    call: 'action',
    about: 'job',
    roles: [],
    ok: 302,
    but: { assigned: 302, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      await judge(at.assigned, scorecardId, { diagnosis: 3, 'right-sizing': 3 })
      const form = { writeKey: randomUUID(), base: '1', reason: 'I mixed up two candidates of the same day.' }
      return to(`/scorecards/${scorecardId}`, { scorecardId }, { form })
    },
  },
  ...(['save', 'submit'] as const).map((intent): Row => ({
    // The form as a browser without a script posts it.
    route: 'scorecards.$scorecardId',
    call: 'action',
    intent,
    about: 'job',
    roles: [],
    ok: 302,
    but: { assigned: 302, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      return to(
        `/scorecards/${scorecardId}`,
        { scorecardId },
        { form: await wholePlainForm(at.assigned, scorecardId, intent) },
      )
    },
  })),
  {
    route: 'scorecards_.$scorecardId_.draft',
    call: 'loader',
    about: 'job',
    roles: [],
    ok: 200,
    but: { assigned: 200, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      const content = await wholeDraft(at.assigned, scorecardId)
      await saveDraft(at.assigned, { scorecardId, base: 0, revision: 0, content })
      return to(`/scorecards/${scorecardId}/draft`, { scorecardId })
    },
  },
  {
    route: 'scorecards_.$scorecardId_.draft',
    call: 'action',
    intent: 'PUT',
    about: 'job',
    roles: [],
    ok: 200,
    but: { assigned: 200, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      const content = await wholeDraft(at.assigned, scorecardId)
      return to(
        `/scorecards/${scorecardId}/draft`,
        { scorecardId },
        {
          method: 'PUT',
          json: { base: 0, revision: 0, content },
        },
      )
    },
  },
  {
    route: 'scorecards_.$scorecardId_.draft',
    call: 'action',
    intent: 'POST',
    about: 'job',
    roles: [],
    ok: 200,
    but: { assigned: 200, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      const content = await wholeDraft(at.assigned, scorecardId)
      return to(
        `/scorecards/${scorecardId}/draft`,
        { scorecardId },
        {
          method: 'POST',
          json: { writeKey: randomUUID(), base: 0, content },
        },
      )
    },
  },

  // Jobs. A confidential job is not there for who holds no grant that names it.
  {
    route: 'jobs._index',
    call: 'loader',
    about: 'nothing',
    roles: packetReaders,
    ok: 200,
    ask: () => to('/jobs'),
  },
  { route: 'jobs.new', call: 'loader', about: 'nothing', roles: planners, ok: 200, ask: () => to('/jobs/new') },
  ...(['open', 'draft'] as const).map((intent): Row => ({
    route: 'jobs.new',
    call: 'action',
    intent,
    about: 'nothing',
    roles: planners,
    ok: 302,
    // A voter from another organisation is not on the list that a stranger sees.
    but: { stranger: 422 },
    ask: (at) => to('/jobs/new', {}, { form: { ...newJobForm(), intent, committee: String(at.voter.userId) } }),
  })),
  {
    route: 'jobs.$jobId',
    call: 'loader',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    ask: ({ job }) => to(`/jobs/${job.id}`, { jobId: job.id }),
  },
  {
    route: 'jobs.$jobId',
    call: 'action',
    intent: 'open',
    about: 'job',
    roles: planners,
    ok: 302,
    door: packetReaders,
    ask: (at, world) => newJob(at, world, 'draft', { intent: 'open' }),
  },
  {
    route: 'jobs.$jobId',
    call: 'action',
    intent: 'close',
    about: 'job',
    roles: planners,
    ok: 302,
    door: packetReaders,
    ask: (at, world) => newJob(at, world, 'open', { intent: 'close' }),
  },
  {
    route: 'jobs.$jobId',
    call: 'action',
    intent: 'need-profile',
    about: 'job',
    roles: [...planners, 'hiring_manager'],
    ok: 302,
    door: packetReaders,
    ask: (at, world) =>
      newJob(at, world, 'open', { intent: 'need-profile', needProfile: 'research-heavy', seen: 'balanced' }),
  },
  {
    route: 'jobs.$jobId_.edit',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ job }) => to(`/jobs/${job.id}/edit`, { jobId: job.id }),
  },
  {
    route: 'jobs.$jobId_.edit',
    call: 'action',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: (at, world) => newJob(at, world, 'open', { ...jobForm, revision: '1', committee: String(at.voter.userId) }),
  },
  {
    route: 'jobs.$jobId_.kit',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ job }) => to(`/jobs/${job.id}/kit`, { jobId: job.id }),
  },
  {
    route: 'jobs.$jobId_.kit',
    call: 'action',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async (at, world) => {
      const { administrator } = world.people
      const job = await newJob(at, world, 'open', { hash: servedKit('ml-engineer')!.hash, writeKey: randomUUID() })
      await pinOlder(administrator, Number(job.params!.jobId))
      return { ...job, path: `${job.path}/kit` }
    },
  },

  // Candidates.
  {
    route: 'candidates._index',
    call: 'loader',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates'),
  },
  {
    route: 'candidates.new',
    call: 'loader',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates/new'),
  },
  {
    route: 'candidates.new',
    call: 'action',
    about: 'nothing',
    roles: planners,
    ok: 302,
    ask: () =>
      to(
        '/candidates/new',
        {},
        {
          form: { name: 'New', email: `${randomUUID()}@example.org`, phone: '', jobId: '', writeKey: randomUUID() },
        },
      ),
  },
  {
    // The stranger may add candidates, but not to this job.
    route: 'candidates.new',
    call: 'action',
    of: 'for a job',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: ({ job }) =>
      to(
        '/candidates/new',
        {},
        {
          form: { name: 'New', email: '', phone: '', jobId: String(job.id), writeKey: randomUUID() },
        },
      ),
  },
  {
    route: 'candidates.import',
    call: 'loader',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates/import'),
  },
  {
    route: 'candidates.import',
    call: 'action',
    intent: 'preview',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates/import', {}, { form: importForm('preview') }),
  },
  {
    route: 'candidates.import',
    call: 'action',
    intent: 'import',
    about: 'nothing',
    roles: planners,
    ok: 302,
    ask: () => to('/candidates/import', {}, { form: importForm('import') }),
  },
  {
    route: 'candidates.import_.$importId',
    call: 'loader',
    about: 'person',
    roles: planners,
    ok: 200,
    ask: async (at, world, who) => {
      const importId = await newImport(at, world, who)
      return to(`/candidates/import/${importId}`, { importId })
    },
  },
  {
    route: 'candidates.import_.$importId',
    call: 'action',
    intent: 'cancel',
    about: 'person',
    roles: planners,
    ok: 302,
    ask: async (at, world, who) => {
      const importId = await newImport(at, world, who)
      return to(`/candidates/import/${importId}`, { importId }, { form: { intent: 'cancel' } })
    },
  },
  {
    route: 'candidates.duplicates',
    call: 'loader',
    about: 'nothing',
    roles: admin,
    ok: 200,
    ask: () => to('/candidates/duplicates'),
  },
  {
    route: 'candidates.duplicates',
    call: 'action',
    intent: 'unmerge',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [keepId, otherId] = await newPair(at, world)
      await mergeCandidates(world.people.administrator, { keepId, otherId })
      return to('/candidates/duplicates', {}, { form: { intent: 'unmerge', candidateId: String(otherId) } })
    },
  },
  {
    route: 'candidates.duplicates',
    call: 'action',
    intent: 'keep-apart',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [firstId, secondId] = await newPair(at, world)
      const form = { intent: 'keep-apart', firstId: String(firstId), secondId: String(secondId) }
      return to('/candidates/duplicates', {}, { form })
    },
  },
  {
    route: 'candidates.duplicates',
    call: 'action',
    intent: 'list-again',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [firstId, secondId] = await newPair(at, world)
      await keepApart(world.people.administrator, { firstId, secondId })
      const { organisationId } = world
      const pair = await db().distinctCandidates.findFirstOrThrow({ where: { organisationId, firstId } })
      return to('/candidates/duplicates', {}, { form: { intent: 'list-again', pairId: String(pair.id) } })
    },
  },
  {
    route: 'candidates.$candidateId_.merge',
    call: 'loader',
    about: 'person',
    roles: admin,
    ok: 200,
    ask: async (at, world) => {
      const [candidateId, otherId] = await newPair(at, world)
      return to(`/candidates/${candidateId}/merge?with=${otherId}`, { candidateId })
    },
  },
  {
    route: 'candidates.$candidateId_.merge',
    call: 'action',
    intent: 'merge',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [candidateId, otherId] = await newPair(at, world)
      const form = { intent: 'merge', keepId: String(candidateId) }
      return to(`/candidates/${candidateId}/merge?with=${otherId}`, { candidateId }, { form })
    },
  },
  {
    route: 'candidates.$candidateId',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ candidateId }) => to(`/candidates/${candidateId}`, { candidateId }),
  },
  {
    route: 'candidates.$candidateId',
    call: 'action',
    intent: 'change',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async ({ job }, { people }) => {
      const { candidateId } = await makeApplication(people.administrator, job)
      const page = await readCandidate(people.administrator, candidateId)
      const seen = page.ok ? page.value.seen : ''
      const form = { intent: 'change', name: 'Changed', email: '', phone: '+49 30 1234', seen }
      return to(`/candidates/${candidateId}`, { candidateId }, { form })
    },
  },
  {
    route: 'candidates.$candidateId',
    call: 'action',
    intent: 'open',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async (at, { people }) => {
      const { candidateId } = await makeApplication(people.administrator, at.job)
      const { id } = await makeJob(people.administrator, { confidential: at.kind === 'secret' })
      return to(`/candidates/${candidateId}`, { candidateId }, { form: { intent: 'open', jobId: String(id) } })
    },
  },
  {
    route: 'calibration',
    call: 'loader',
    about: 'nothing',
    roles: ['administrator', 'recruiter', 'committee_member'],
    ok: 200,
    ask: () => to('/calibration'),
  },

  // Applications and their loops.
  {
    route: 'applications.$applicationId',
    call: 'loader',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    ask: ({ applicationId }) => to(`/applications/${applicationId}`, { applicationId }),
  },
  {
    route: 'applications.$applicationId',
    call: 'action',
    intent: 'close',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async ({ job }, { people }) => {
      const { id: applicationId } = await makeApplication(people.administrator, job)
      const reason = 'Withdrew the offer of the second interview.'
      const form = { intent: 'close', revision: '1', state: 'rejected', reason }
      return to(`/applications/${applicationId}`, { applicationId }, { form })
    },
  },
  {
    // Whoever reads an application may step back from it.
    route: 'applications.$applicationId',
    call: 'action',
    intent: 'recuse',
    about: 'job',
    roles: packetReaders,
    ok: 302,
    ask: async ({ job }, { people }) => {
      const { id: applicationId } = await makeApplication(people.administrator, job)
      const form = { intent: 'recuse', reason: 'We are related.' }
      return to(`/applications/${applicationId}`, { applicationId }, { form })
    },
  },
  {
    route: 'applications.$applicationId',
    call: 'action',
    intent: 'lift-recusal',
    about: 'job',
    roles: planners,
    ok: 302,
    door: packetReaders,
    ask: async (at, { people }) => {
      const { id: applicationId } = await makeApplication(people.administrator, at.job)
      const recused = await recuseFromApplication(at.voter, applicationId, { reason: 'We are related.' })
      if (!recused.ok) throw new Error(recused.error.code)
      const form = { intent: 'lift-recusal', person: String(at.voter.userId), reason: 'It was another person.' }
      return to(`/applications/${applicationId}`, { applicationId }, { form })
    },
  },
  {
    route: 'applications.$applicationId_.loop',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ applicationId }) => to(`/applications/${applicationId}/loop`, { applicationId }),
  },
  ...(['plan', 'add', 'change', 'assign', 'unassign', 'cancel'] as const).map((intent): Row => ({
    route: 'applications.$applicationId_.loop',
    call: 'action',
    intent,
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async (at, world) => loopForm(at, world, intent),
  })),

  // Packets. Only a voter named for the job acts on one.
  {
    route: 'applications_.$applicationId_.packet',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ judged: { applicationId } }) => to(`/applications/${applicationId}/packet`, { applicationId }),
  },
  {
    route: 'applications_.$applicationId_.packet',
    call: 'action',
    about: 'job',
    roles: planners,
    ok: 302,
    // Two who send the same packet would find that the other has been there, so each has one.
    ask: async ({ judged, judgedToo }, { people }, who) => {
      const { applicationId } = who === 'recruiter' ? judgedToo : judged
      const preview = await previewPacket(people.administrator, applicationId)
      const seen = preview.ok ? preview.value.seen : ''
      return to(`/applications/${applicationId}/packet`, { applicationId }, { form: { writeKey: randomUUID(), seen } })
    },
  },
  { route: 'committee', call: 'loader', about: 'nothing', roles: packetReaders, ok: 200, ask: () => to('/committee') },
  {
    route: 'packets.$packetId',
    call: 'loader',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    ask: ({ packets }) => to(`/packets/${packets.read}`, { packetId: packets.read }),
  },
  ...(['vote', 'resolve', 'decide', 'dissent'] as const).map((intent): Row => ({
    route: 'packets.$packetId',
    call: 'action',
    intent,
    about: 'job',
    roles: [],
    ok: 302,
    but: { voter: 302 },
    door: ['committee_member'],
    ask: (at) => {
      const { packets, finding, decision } = at
      const forms = {
        vote: { round: '1', choice: 'hire', reason: 'The evidence holds.' },
        resolve: { finding: String(finding), upheld: 'not-met', opened: '1', reason: 'The probe was answered well.' },
        decide: { outcome: 'no_hire', opened: '1', reason: 'More than one view is missing.' },
        dissent: { decision: String(decision), words: 'I would have hired.' },
      }
      const form = { intent, writeKey: randomUUID(), ...forms[intent] }
      return to(`/packets/${packets[intent]}`, { packetId: packets[intent] }, { form })
    },
  })),
  {
    // Whoever reads a packet may step back from its application.
    route: 'packets.$packetId',
    call: 'action',
    intent: 'recuse',
    about: 'job',
    roles: packetReaders,
    ok: 302,
    ask: ({ packets }) => {
      const form = { intent: 'recuse', writeKey: randomUUID(), reason: 'I have worked with this person.' }
      return to(`/packets/${packets.recuse}`, { packetId: packets.recuse }, { form })
    },
  },
  {
    // Administrators and hiring managers, outside the committee. Each has a packet, since the second would be told of the first.
    route: 'packets.$packetId',
    call: 'action',
    intent: 'override',
    about: 'job',
    roles: ['administrator', 'hiring_manager'],
    ok: 302,
    ask: ({ packets }, _world, who) => {
      const packetId = who === 'hiring_manager' ? packets.overrideToo : packets.override
      const reasons = { reason: 'The team cannot wait.', overrideReason: 'The vote was on another question.' }
      const form = {
        intent: 'override',
        writeKey: randomUUID(),
        outcome: 'hire',
        supersedes: '',
        opened: '1',
        ...reasons,
      }
      return to(`/packets/${packetId}`, { packetId }, { form })
    },
  },
]
