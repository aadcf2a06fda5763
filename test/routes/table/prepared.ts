import { notStarted } from '~/domain/scorecard/interview-run'
import { randomUUID } from 'node:crypto'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { canonical } from '~/domain/kit/canonical'
import type { Viewer } from '~/domain/policy/policy'
import { db, transaction } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { sha256 } from '~/platform/secret.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { readTask } from '~/services/candidate-link/read-task.server'
import { makeLink } from '~/services/identity/links.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { pinKit } from '~/services/kit/pin-kit.server'
import { requirementsOfOwn } from '~/services/scorecard/submit-scorecard.server'
import type { Place, Who, World } from '../world'
import { confirmUpload, runConfirmed, uploadText } from '../../setup/imports'
import { to } from './row'

export const newPerson = (world: World, state: 'active' | 'deactivated' = 'active') =>
  transaction(async (tx) => {
    const { organisationId } = world
    const user = await tx.user.create({
      data: { organisationId, name: 'Newcomer', email: `${randomUUID()}@example.org`, timeZone: 'UTC', state },
    })
    return user.id
  })

export const linkFor = async (world: World, kind: 'invitation' | 'reset') => {
  const { organisationId } = world
  const userId = await newPerson(world)
  if (kind === 'invitation')
    await db().user.updateMany({ where: { organisationId, id: userId }, data: { state: 'invited' } })
  const link = await transaction((tx) => makeLink(tx, { organisationId, userId, kind, createdById: null }))
  return link.token
}

export const person = async (world: World, form: Record<string, string>, state?: 'active' | 'deactivated') => {
  const userId = await newPerson(world, state)
  return to(`/people/${userId}`, { userId }, { form })
}

/** A scorecard of the place's assigned interviewer, on an application of its own. */
export async function newCard(at: Place, world: World): Promise<number> {
  const { administrator } = world.people
  const { id } = await makeApplication(administrator, at.job)
  const loop = await makeLoop(administrator, at.job, id, { debugging: [at.assigned] })
  return loop.interviews[0]!.scorecards[0]!.id
}

/** The form that opens a page for the candidate of the place's interview. */
export async function linkForm(at: Place, { people }: World) {
  const guide = await readGuide(people.administrator, at.interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  const prompt = guide.value.links.prompts[0]!.id
  return { intent: 'make-link', prompt, hours: '4', writeKey: randomUUID() }
}

/** A live page for the candidate, and an exhibit that can be handed over on it. */
export async function newLink(at: Place, world: World) {
  const { administrator } = world.people
  const { prompt, writeKey } = await linkForm(at, world)
  const made = await makeCandidateLink(administrator, at.interviewId, { prompt, hours: 4, writeKey })
  if (!made.ok) throw new Error(made.error.code)
  const guide = await readGuide(administrator, at.interviewId)
  const link = guide.ok ? guide.value.links.made[0]! : null
  return { token: made.value.token, id: link!.id, exhibit: link!.exhibits[0]!.id }
}

/** A live page that was opened before: its first opening is recorded, and reading it again writes nothing. */
export async function openedLink(at: Place, world: World) {
  const link = await newLink(at, world)
  const read = await readTask(link.token, '127.0.0.1')
  if (!read.ok) throw new Error(read.error.code)
  return link
}

/** The prompt of the row, offered to everybody: what retired it before is undone. */
export const offeredPrompt = async ({ organisationId, people }: World) =>
  db().promptRetirement.updateMany({
    where: { organisationId, restoredAt: null },
    data: { restoredAt: new Date(), restoredById: people.administrator.userId },
  })

export async function retiredPrompt(world: World, kit: string, prompt: string): Promise<number> {
  await offeredPrompt(world)
  const { organisationId, people } = world
  const { id } = await db().promptRetirement.create({
    data: {
      organisationId,
      kit,
      prompt,
      cause: 'leak',
      reason: 'It stood on a public page.',
      retiredById: people.administrator.userId,
      retiredAt: new Date(),
    },
  })
  return id
}

/** The form that chooses another prompt for the place's interview than the one it uses. */
export async function choiceForm(at: Place, { people }: World) {
  const guide = await readGuide(people.administrator, at.interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  const { current, options } = guide.value.choice!
  return {
    intent: 'choose-prompts',
    was: current,
    prompts: [options.find(({ id, retired }) => !retired && !current.includes(id))!.id],
  }
}

/** The fields that the scorecard page posts without a script when everything is filled in. */
export async function wholePlainForm(viewer: Viewer, scorecardId: number, intent: string) {
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
  const asked = await requirementsOfOwn(viewer, scorecardId)
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
    run: notStarted(),
    slips: {},
    change: '',
  }
}

export const jobForm = {
  name: 'Machine-learning engineer',
  role: 'ml-engineer',
  seniority: 'senior',
  needProfile: 'balanced',
  maturity: '3',
  bar: '3.0',
  hireProbability: '.75',
  quorum: '1',
}

export const newJobForm = () => ({ ...jobForm, writeKey: randomUUID() })

const author = ({ people }: World, who: Who) =>
  who !== 'stranger' && who in people ? people[who as keyof World['people']] : people.administrator

export const newLines = () => `name,email\nNew,${randomUUID()}@example.org\n`

/** A table that waits to be imported, stored by whoever asks; the stranger asks about an administrator's. */
export const newUpload = (_at: Place, world: World, who: Who): Promise<number> =>
  uploadText(author(world, who), newLines())

/** An import that waits, confirmed by whoever asks; the stranger asks about an administrator's. */
export async function newImport(at: Place, world: World, who: Who): Promise<number> {
  const given = { skip: false, writeKey: randomUUID() }
  const done = await confirmUpload(author(world, who), await newUpload(at, world, who), given)
  if (!done.ok) throw new Error(done.error.code)
  return done.value.importId
}

/** One that is published. */
export async function publishedImport(at: Place, world: World, who: Who): Promise<number> {
  const importId = await newImport(at, world, who)
  await runConfirmed(author(world, who), importId)
  return importId
}

/** Two candidates of the place's job with one address. */
export async function newPair({ job }: Place, { people }: World): Promise<[number, number]> {
  const email = `${randomUUID()}@example.org`
  const { candidateId } = await makeApplication(people.administrator, job, { email })
  const other = await makeApplication(people.administrator, job, { email })
  return [candidateId, other.candidateId]
}

/** A job like the place's, in this state, and a form posted to it. */
export async function newJob(at: Place, { people }: World, state: 'draft' | 'open', form: Record<string, string>) {
  const confidential = at.kind === 'secret'
  const { id } = await makeJob(people.administrator, { state, confidential, committee: [at.voter] })
  const { organisationId, userId } = at.voter
  if (confidential) await db().grant.create({ data: { organisationId, userId, role: 'committee_member', jobId: id } })
  return to(`/jobs/${id}`, { jobId: id }, { form })
}

/** The job as it stood before the kit's files changed. */
export async function pinOlder({ organisationId }: Viewer, jobId: number) {
  const kit = { ...servedKit('ml-engineer')!.kit, version: '0.1' }
  const text = canonical(kit)
  await transaction(async (tx) => {
    const kitVersionId = await pinKit(tx, organisationId, { kit, canonical: text, hash: sha256(text) })
    await tx.job.updateMany({ where: { organisationId, id: jobId }, data: { kitVersionId } })
  })
}

/** An application of its own, with or without its loop, and a planner's form for it. */
export async function loopForm(
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
