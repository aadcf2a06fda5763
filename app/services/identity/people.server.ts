import { roles, type GrantChange, type Invite } from '~/domain/identity/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { day, shortDay } from '~/platform/dates.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import type * as z from 'zod/mini'
import { grantCodes } from './grant-codes.server'
import { makeLink } from './links.server'

type Role = (typeof roles)[number]

/** Everyone of the organisation with what they hold: role by "all jobs" or the number of jobs. */
export async function listPeople(viewer: Viewer) {
  const { organisationId, timeZone } = viewer
  const users = await db().user.findMany({
    where: { organisationId },
    include: {
      grants: { where: { revokedAt: null }, select: { role: true, jobId: true } },
      sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, select: { lastSeenAt: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return users.map((user) => ({
    id: user.id,
    name: user.name ?? 'Erased',
    email: user.email ?? '',
    state: user.state,
    grants: Object.fromEntries(roles.map((role) => [role, held(user.grants, role)])) as Record<Role, string | null>,
    seen: user.sessions[0] ? shortDay(user.sessions[0].lastSeenAt, timeZone) : null,
  }))
}

function held(grants: readonly { role: Role; jobId: number | null }[], role: Role): string | null {
  const mine = grants.filter((grant) => grant.role === role)
  if (mine.length === 0) return null
  if (mine.some(({ jobId }) => jobId === null)) return 'all jobs'
  return mine.length === 1 ? '1 job' : `${mine.length} jobs`
}

export async function readPerson(viewer: Viewer, userId: number) {
  const { organisationId, timeZone } = viewer
  const user = await db().user.findUnique({
    where: { organisationId_id: { organisationId, id: userId } },
    include: {
      grants: { where: { revokedAt: null }, include: { job: { select: { name: true } } }, orderBy: { id: 'asc' } },
      sessions: { select: { id: true } },
    },
  })
  if (!user) return fail({ code: 'PERSON_NOT_FOUND' })
  const jobs = await db().job.findMany({
    where: { organisationId, state: { not: 'closed' } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  return ok({
    id: user.id,
    name: user.name ?? 'Erased',
    email: user.email ?? '',
    state: user.state,
    since: day(user.createdAt, timeZone),
    sessions: user.sessions.length,
    self: user.id === viewer.userId,
    grants: user.grants.map((grant) => ({
      id: grant.id,
      role: grant.role,
      job: grant.job?.name ?? null,
      since: shortDay(grant.grantedAt, timeZone),
    })),
    jobs,
  })
}

/** A new person with their first roles and the link to join by, which is shown this once. */
export const invite = (viewer: Viewer, form: z.infer<typeof Invite>) =>
  transaction(async (tx) => {
    const { organisationId, userId: actorId } = viewer
    const taken = await tx.user.findUnique({
      where: { organisationId_email: { organisationId, email: form.email } },
      select: { id: true },
    })
    if (taken) return fail({ code: 'EMAIL_CONFLICT' })
    const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } })
    const user = await tx.user.create({
      data: {
        organisationId,
        name: form.name,
        email: form.email,
        timeZone: organisation.timeZone,
        createdAt: now(),
      },
    })
    for (const role of new Set(form.roles))
      await tx.grant.create({
        data: { organisationId, userId: user.id, role, grantedById: actorId, grantedAt: now() },
      })
    const link = await makeLink(tx, { organisationId, userId: user.id, kind: 'invitation', createdById: actorId })
    await audit(tx, {
      organisationId,
      actorId,
      act: 'user.invited',
      subject: { type: 'user', id: user.id },
      detail: { roles: [...new Set(form.roles)], rolesBefore: [] },
    })
    return ok({ userId: user.id, token: link.token, until: day(link.expiresAt, viewer.timeZone) })
  })

/** A new invitation, or a reset link for somebody who has joined. */
export const issueLink = (viewer: Viewer, userId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId: actorId } = viewer
    const user = await findPerson(tx, organisationId, userId)
    if (!user) return fail({ code: 'PERSON_NOT_FOUND' })
    if (user.state === 'deactivated') return fail({ code: 'PERSON_DEACTIVATED' })
    const kind = user.state === 'invited' ? 'invitation' : 'reset'
    const link = await makeLink(tx, { organisationId, userId, kind, createdById: actorId })
    await audit(tx, {
      organisationId,
      actorId,
      act: kind === 'invitation' ? 'user.invited-again' : 'user.reset-link-made',
      subject: { type: 'user', id: userId },
    })
    return ok({ kind, token: link.token, until: day(link.expiresAt, viewer.timeZone) } as const)
  })

export const addGrant = (viewer: Viewer, userId: number, { role, jobId }: z.infer<typeof GrantChange>) =>
  transaction(async (tx) => {
    const { organisationId, userId: actorId } = viewer
    if (!(await findPerson(tx, organisationId, userId))) return fail({ code: 'PERSON_NOT_FOUND' })
    if (role === 'administrator' && jobId !== null) return fail({ code: 'ADMINISTRATOR_OF_ALL' })
    if (role === 'lead' && jobId !== null) return fail({ code: 'LEAD_OF_ALL' })
    if (jobId !== null) {
      const job = await tx.job.findUnique({
        where: { organisationId_id: { organisationId, id: jobId } },
        select: { id: true },
      })
      if (!job) return fail({ code: 'JOB_NOT_FOUND' })
    }
    const live = await tx.grant.findFirst({ where: { organisationId, userId, role, jobId, revokedAt: null } })
    if (live) return ok({})
    const rolesBefore = await grantCodes(tx, organisationId, userId)
    await tx.grant.create({
      data: { organisationId, userId, role, jobId, grantedById: actorId, grantedAt: now() },
    })
    await audit(tx, {
      organisationId,
      actorId,
      act: 'grant.added',
      subject: { type: 'user', id: userId },
      detail: {
        role,
        jobId,
        toThemselves: userId === actorId,
        roles: await grantCodes(tx, organisationId, userId),
        rolesBefore,
      },
    })
    return ok({})
  })

export const revokeGrant = (viewer: Viewer, userId: number, grantId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId: actorId } = viewer
    const grant = await tx.grant.findFirst({ where: { organisationId, id: grantId, userId, revokedAt: null } })
    if (!grant) return fail({ code: 'GRANT_NOT_FOUND' })
    if (grant.role === 'administrator' && (await isLastAdministrator(tx, organisationId, userId)))
      return fail({ code: 'LAST_ADMINISTRATOR' })
    const rolesBefore = await grantCodes(tx, organisationId, userId)
    await tx.grant.updateMany({ where: { organisationId, id: grantId }, data: { revokedAt: now() } })
    // A role that is gone must not live on in an open session's page.
    await tx.session.deleteMany({ where: { organisationId, userId, NOT: { userId: actorId } } })
    await audit(tx, {
      organisationId,
      actorId,
      act: 'grant.revoked',
      subject: { type: 'user', id: userId },
      detail: {
        role: grant.role,
        jobId: grant.jobId,
        roles: await grantCodes(tx, organisationId, userId),
        rolesBefore,
      },
    })
    return ok({})
  })

/** Signs the person out everywhere; what they wrote stays, with their name. */
export const deactivate = (viewer: Viewer, userId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId: actorId } = viewer
    const user = await findPerson(tx, organisationId, userId)
    if (!user) return fail({ code: 'PERSON_NOT_FOUND' })
    if (await isLastAdministrator(tx, organisationId, userId)) return fail({ code: 'LAST_ADMINISTRATOR' })
    await tx.user.update({
      where: { organisationId_id: { organisationId, id: userId } },
      data: { state: 'deactivated' },
    })
    await tx.session.deleteMany({ where: { organisationId, userId } })
    await tx.token.updateMany({ where: { organisationId, userId, usedAt: null }, data: { usedAt: now() } })
    await audit(tx, {
      organisationId,
      actorId,
      act: 'user.deactivated',
      subject: { type: 'user', id: userId },
      detail: { state: 'deactivated', stateBefore: user.state, roles: await grantCodes(tx, organisationId, userId) },
    })
    return ok({})
  })

export const reactivate = (viewer: Viewer, userId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId: actorId } = viewer
    const user = await findPerson(tx, organisationId, userId)
    if (!user || user.erasedAt) return fail({ code: 'PERSON_NOT_FOUND' })
    const state = user.passwordHash ? 'active' : 'invited'
    await tx.user.update({ where: { organisationId_id: { organisationId, id: userId } }, data: { state } })
    await audit(tx, {
      organisationId,
      actorId,
      act: 'user.reactivated',
      subject: { type: 'user', id: userId },
      detail: { state, stateBefore: user.state, roles: await grantCodes(tx, organisationId, userId) },
    })
    return ok({})
  })

const findPerson = (tx: Tx, organisationId: number, id: number) =>
  tx.user.findUnique({
    where: { organisationId_id: { organisationId, id } },
    select: { state: true, passwordHash: true, erasedAt: true },
  })

async function isLastAdministrator(tx: Tx, organisationId: number, userId: number): Promise<boolean> {
  const administrators = await tx.grant.findMany({
    where: { organisationId, role: 'administrator', revokedAt: null, user: { is: { state: 'active' } } },
    select: { userId: true },
  })
  return administrators.length > 0 && administrators.every((grant) => grant.userId === userId)
}
