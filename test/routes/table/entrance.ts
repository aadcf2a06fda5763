import { randomUUID } from 'node:crypto'
import { ROLES } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { newPerson, linkFor } from './prepared'
import { type Row, to } from './row'

/** Unknown addresses, what comes before sign-in, and one’s own account. */
export const entranceRows: Row[] = [
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
    ok: 'sign-in',
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
]
