import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { transaction } from '~/platform/db.server'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { createJob } from '~/services/job/jobs.server'
import {
  administrator,
  emailOf,
  hiringManager,
  interviewers,
  ORGANISATION,
  recruiter,
  TIME_ZONE,
  voters,
  type ExampleJob,
} from './people'
import { makeOrganisation, makeUser, type MadeJob } from './factories'

export type Staff = {
  organisationId: number
  administrator: Viewer
  recruiter: Viewer
  hiringManager: Viewer
  interviewers: Viewer[]
  voters: Map<string, Viewer>
}

/** Everybody who works there. `passwordHashOf` gives those a password who get one. */
export async function makeStaff(passwordHashOf: (name: string) => string | undefined): Promise<Staff> {
  const organisationId = await makeOrganisation({ name: ORGANISATION, timeZone: TIME_ZONE })
  const join = (name: string, ...roles: Viewer['grants'][number]['role'][]) =>
    makeUser(organisationId, { name, email: emailOf(name), roles, passwordHash: passwordHashOf(name) })
  const admin = await join(administrator, 'administrator')
  await transaction((tx) =>
    audit(tx, {
      organisationId,
      actorId: admin.userId,
      act: 'organisation.created',
      subject: { type: 'organisation', id: organisationId },
    }),
  )
  const staff: Staff = {
    organisationId,
    administrator: admin,
    recruiter: await join(recruiter, 'recruiter'),
    hiringManager: await join(hiringManager),
    interviewers: [],
    voters: new Map(),
  }
  for (const { name } of interviewers) staff.interviewers.push(await join(name, 'interviewer'))
  for (const name of voters) staff.voters.set(name, await join(name, 'committee_member'))
  return staff
}

/** The job as the recruiter opens it. */
export async function openExampleJob(staff: Staff, job: ExampleJob): Promise<MadeJob> {
  const { organisationId } = staff
  const made = await createJob(
    staff.recruiter,
    {
      role: job.kit,
      name: job.name,
      seniority: job.seniority,
      needProfile: job.needProfile,
      maturity: job.maturity,
      bar: job.bar,
      hireProbability: 0.75,
      committee: job.committee.map((name) => mustExist(staff.voters.get(name), `voter ${name}`).userId),
      quorum: job.quorum,
      namesHidden: job.namesHidden,
      confidential: false,
      writeKey: `open-${job.name.replace(/\W/g, '-')}`.slice(0, 64),
    },
    { open: true },
  )
  if (!made.ok) throw new Error(`job ${job.name}: ${made.error.code}`)
  const { jobId } = made.value
  const { kitVersionId } = await transaction((tx) =>
    tx.job.findUniqueOrThrow({
      where: { organisationId_id: { organisationId, id: jobId } },
      select: { kitVersionId: true },
    }),
  )
  return { id: jobId, kitVersionId, organisationId }
}

/** A hiring manager of this job. */
export const nameHiringManager = (
  { organisationId, hiringManager, administrator }: Staff,
  jobId: number,
): Promise<unknown> =>
  transaction(async (tx) => {
    const grant = { organisationId, userId: hiringManager.userId, role: 'hiring_manager' as const, jobId }
    await tx.grant.create({ data: { ...grant, grantedById: administrator.userId, grantedAt: now() } })
    await audit(tx, {
      organisationId,
      actorId: administrator.userId,
      act: 'grant.added',
      subject: { type: 'user', id: hiringManager.userId },
      detail: { role: grant.role, jobId },
    })
  })
