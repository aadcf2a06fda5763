import { ROLES, type Role } from '~/domain/policy/policy'
import type { Answer } from '../modules'
import type { Place, Who, World } from '../world'

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

export const planners = ['administrator', 'recruiter'] as const
export const packetReaders = ['administrator', 'recruiter', 'committee_member', 'hiring_manager'] as const
export const admin = ['administrator'] as const

/** An address of one id, and the form or body sent to it. */
export const to = (path: string, params: Record<string, string | number> = {}, rest: Partial<Asked> = {}): Asked => ({
  path,
  params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
  ...rest,
})

export const everyRole = (answer: Answer) =>
  Object.fromEntries(ROLES.map((role) => [role, answer])) as Record<Role, Answer>
