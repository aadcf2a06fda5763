import { randomUUID } from 'node:crypto'
import { makeUser } from '~/demo/factories'
import { ROLES } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { newPerson, person } from './prepared'
import { type Row, admin, to } from './row'

/** Administration. */
export const administrationRows: Row[] = [
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
]
