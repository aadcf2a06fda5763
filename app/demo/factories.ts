import { storeNeedProfile } from '~/domain/kit/need-profile'
import type { Kit, NeedProfile, Seniority } from '~/domain/kit/schema'
import type { Role, Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { pinKit } from '~/services/kit/pin-kit.server'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import { recordSuggestedPrompts } from '~/services/prompt-rotation/record-prompts.server'

/** Rows as the product makes them, with sensible defaults; tests and the example organisation share them. */

let made = 0
const next = () => ++made

export const makeOrganisation = (given: { name?: string; timeZone?: string } = {}): Promise<number> =>
  transaction(async (tx) => {
    const { id } = await tx.organisation.create({
      data: {
        name: given.name ?? `Organisation ${next()}`,
        timeZone: given.timeZone ?? 'Europe/Berlin',
        createdAt: now(),
      },
    })
    return id
  })

type NewUser = {
  name?: string
  email?: string
  passwordHash?: string
  roles?: readonly (Role | { role: Role; jobId: number })[]
}

/** An active user with grants, as the viewer that a session would give. */
export const makeUser = (organisationId: number, given: NewUser = {}): Promise<Viewer> =>
  transaction(async (tx) => {
    const n = next()
    const user = await tx.user.create({
      data: {
        organisationId,
        name: given.name ?? `Person ${n}`,
        email: given.email ?? `person${n}@example.org`,
        passwordHash: given.passwordHash ?? null,
        timeZone: 'Europe/Berlin',
        state: 'active',
        createdAt: now(),
      },
    })
    const grants = (given.roles ?? ['interviewer']).map((role) =>
      typeof role === 'string' ? { role, jobId: null } : role,
    )
    for (const grant of grants)
      await tx.grant.create({ data: { organisationId, userId: user.id, grantedAt: now(), ...grant } })
    return { organisationId, userId: user.id, name: user.name ?? '', timeZone: user.timeZone, grants }
  })

type NewJob = {
  name?: string
  kit?: string
  seniority?: Seniority
  needProfile?: NeedProfile
  bar?: number
  quorum?: number
  confidential?: boolean
  namesHidden?: boolean
  state?: 'draft' | 'open' | 'closed'
  committee?: readonly Viewer[]
}

export type MadeJob = { id: number; kitVersionId: number; organisationId: number }

/** An open job on a kit that `loadKits` serves. */
export const makeJob = (by: Viewer, given: NewJob = {}): Promise<MadeJob> =>
  transaction(async (tx) => {
    const { organisationId } = by
    const kit = servedKit(given.kit ?? 'ml-engineer')
    if (!kit) throw new Error(`No kit ${given.kit ?? 'ml-engineer'} is served; call loadKits first`)
    const kitVersionId = await pinKit(tx, organisationId, kit)
    const job = await tx.job.create({
      data: {
        organisationId,
        name: given.name ?? `Senior ${kit.kit.name} ${next()}`,
        role: kit.kit.id,
        seniority: given.seniority ?? 'senior',
        needProfile: storeNeedProfile(given.needProfile ?? 'balanced'),
        maturity: 3,
        bar: given.bar ?? 3,
        quorum: given.quorum ?? Math.max(1, Math.min(2, given.committee?.length ?? 1)),
        confidential: given.confidential ?? false,
        namesHidden: given.namesHidden ?? false,
        kitVersionId,
        state: given.state ?? 'open',
        createdAt: now(),
        openedAt: now(),
        createdById: by.userId,
      },
    })
    for (const voter of given.committee ?? [])
      await tx.committeeMember.create({ data: { organisationId, jobId: job.id, userId: voter.userId } })
    return { id: job.id, kitVersionId, organisationId }
  })

type NewApplication = { name?: string; email?: string | null; phone?: string | null }

/** A new candidate with an open application. */
export const makeApplication = (
  by: Viewer,
  job: MadeJob,
  given: NewApplication = {},
): Promise<{ id: number; candidateId: number }> =>
  transaction(async (tx) => {
    const { organisationId, userId } = by
    const n = next()
    const candidate = await tx.candidate.create({
      data: {
        organisationId,
        name: given.name ?? `Candidate ${n}`,
        email: given.email === undefined ? `candidate${n}@example.org` : given.email,
        phone: given.phone ?? null,
        createdById: userId,
        createdAt: now(),
      },
    })
    const application = await tx.application.create({
      data: { organisationId, candidateId: candidate.id, jobId: job.id, createdById: userId, createdAt: now() },
    })
    return { id: application.id, candidateId: candidate.id }
  })

/** Who sits in which kit interview: `{ debugging: [anna], coding: [anna, { user: ben, shadow: true }] }`. */
export type Panel = Record<string, readonly (Viewer | { user: Viewer; shadow: true })[]>

export type MadeLoop = {
  id: number
  interviews: {
    id: number
    key: string
    /** Ids of the prompts that were suggested for it. */
    prompts: string[]
    scorecards: { id: number; userId: number; shadow: boolean }[]
  }[]
}

export const makeLoop = (
  by: Viewer,
  job: MadeJob,
  applicationId: number,
  panel: Panel,
  /** One time for all, or each interview's own. */
  startsAt: Date | Readonly<Record<string, Date>> = now(),
): Promise<MadeLoop> =>
  transaction(async (tx) => {
    const { organisationId } = by
    const loop = await tx.loop.create({
      data: {
        organisationId,
        applicationId,
        kitVersionId: job.kitVersionId,
        createdById: by.userId,
        createdAt: now(),
      },
    })
    const { candidateId } = await tx.application.findUniqueOrThrow({
      where: { organisationId_id: { organisationId, id: applicationId } },
      select: { candidateId: true },
    })
    const kit = await pinnedKit(organisationId, job.kitVersionId, tx)
    const interviews: MadeLoop['interviews'] = []
    for (const [key, people] of Object.entries(panel))
      interviews.push(
        await addInterview(tx, by, {
          place: { loopId: loop.id, applicationId, candidateId, kit },
          job,
          key,
          people,
          startsAt: startsAt instanceof Date ? startsAt : (startsAt[key] ?? null),
        }),
      )
    return { id: loop.id, interviews }
  })

async function addInterview(
  tx: Tx,
  by: Viewer,
  given: {
    place: { loopId: number; applicationId: number; candidateId: number; kit: Kit }
    job: MadeJob
    key: string
    people: Panel[string]
    startsAt: Date | null
  },
): Promise<MadeLoop['interviews'][number]> {
  const { organisationId } = by
  const { place, job, key, people, startsAt } = given
  const kitInterview = await tx.kitInterview.findUniqueOrThrow({
    where: { organisationId_kitVersionId_key: { organisationId, kitVersionId: job.kitVersionId, key } },
  })
  const interview = await tx.interview.create({
    data: {
      organisationId,
      loopId: place.loopId,
      kitInterviewId: kitInterview.id,
      position: kitInterview.position,
      minutes: kitInterview.minutes,
      startsAt,
    },
  })
  const prompts = await recordSuggestedPrompts(tx, by, { ...place, interviewId: interview.id, key })
  const scorecards = []
  for (const person of people) {
    const shadow = 'shadow' in person
    const { userId } = shadow ? person.user : person
    const scorecard = await tx.scorecard.create({
      data: { organisationId, interviewId: interview.id, userId, shadow, createdAt: now() },
    })
    scorecards.push({ id: scorecard.id, userId, shadow })
  }
  return { id: interview.id, key, prompts, scorecards }
}
