import * as z from 'zod/mini'
import { atMost, minLength } from '~/domain/shared/checks'
import { Email, Id, listOf, requiredLine, TimeZone } from '~/domain/shared/fields'
import { Password } from './password'

const PersonName = requiredLine('Give a name.', 100)

export const SetUp = z.object({
  token: requiredLine('Paste the token that the server printed.', 200),
  organisation: requiredLine('Name the organisation.', 100),
  timeZone: TimeZone,
  name: PersonName,
  email: Email,
  password: Password,
})

export const SignIn = z.object({
  email: Email,
  password: z.string('Give your password.').check(minLength(1, 'Give your password.'), atMost(1024)),
  organisationId: z.optional(Id),
})

export const roles = [
  'administrator',
  'recruiter',
  'interviewer',
  'committee_member',
  'hiring_manager',
  'lead',
] as const
const RoleName = z.enum(roles, 'Choose a role.')

export const Invite = z.object({
  name: PersonName,
  email: Email,
  roles: z.pipe(
    z.transform(listOf),
    z.array(RoleName, 'Choose at least one role.').check(minLength(1, 'Choose at least one role.')),
  ),
})

/** A role for one job, or for all where the job is blank. */
export const GrantChange = z.object({
  role: RoleName,
  jobId: z.pipe(
    z.transform((value: unknown) => (value === '' || value === undefined ? null : value)),
    z.nullable(Id),
  ),
})

export const AcceptInvitation = z.object({ name: PersonName, password: Password, timeZone: TimeZone })

export const NewPassword = z.object({ password: Password })

export const ChangePassword = z.object({
  current: z.string('Give your current password.').check(minLength(1, 'Give your current password.'), atMost(1024)),
  password: Password,
})

export const Account = z.object({ name: PersonName, timeZone: TimeZone })

/** How a role is called on screens. */
export const roleNames: Record<(typeof roles)[number], string> = {
  administrator: 'Administrator',
  recruiter: 'Recruiter',
  interviewer: 'Interviewer',
  committee_member: 'Committee member',
  hiring_manager: 'Hiring manager',
  lead: 'Interview lead',
}

export const EndSession = z.object({ sessionId: Id })

export const ForgetDevice = z.object({ deviceId: Id })

export const RevokeGrant = z.object({ grantId: Id })
