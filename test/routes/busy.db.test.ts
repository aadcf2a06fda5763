import { createRequestHandler, data, type ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { BUSY_DATA, busyAnswer, DATA_HEADERS } from '~/platform/busy-data.server'
import { BUSY_SECONDS, slowDown } from '~/platform/slow-down.server'
import type * as SignInRoute from '~/routes/sign-in/route'
import type * as SetUpRoute from '~/routes/setup/route'
import type * as ResetRoute from '~/routes/reset.$token/route'
import type * as InvitationRoute from '~/routes/invitation.$token/route'
import { request } from '../setup/request'
import { serverBuild } from '../setup/remix'

/** The data of an action as its page reads it. */
type ReadBy<Action extends (...args: never[]) => unknown> = Extract<
  Awaited<ReturnType<Action>>,
  { data: unknown }
>['data']

type SignIn = ReadBy<typeof SignInRoute.action>
type SetUp = ReadBy<typeof SetUpRoute.action>
type Reset = ReadBy<typeof ResetRoute.action>
type Invitation = ReadBy<typeof InvitationRoute.action>

const pages = {
  'sign-in': '/sign-in',
  setup: '/setup',
  'reset.$token': '/reset/1.x',
  'invitation.$token': '/invitation/1.x',
}

test('the prepared answer has all that each of these pages reads', () => {
  const answer = busyAnswer satisfies SignIn & SetUp & Reset & Invitation
  expect(answer.retry.sentence).toContain('Try again in a few seconds')
})

test.each(Object.entries(pages))('%s: the prepared answer is what Remix sends for that data', async (route, path) => {
  const build = await serverBuild()
  const id = `routes/${route}`
  const found = build.routes[id]!
  const action = () => data(busyAnswer, slowDown({ code: 'BUSY' }).init)
  const routes: ServerBuild['routes'] = { ...build.routes, [id]: { ...found, module: { ...found.module, action } } }
  const handle = createRequestHandler({ ...build, routes }, 'production')
  const sent = await handle(request(`${path}.data`, { form: { password: 'x' } }), { cspNonce: '', place: '10.0.0.1' })
  expect(sent.status).toBe(503)
  expect(await sent.text()).toBe(BUSY_DATA)
  expect(Object.fromEntries(sent.headers)).toEqual({
    ...Object.fromEntries(new Headers(DATA_HEADERS)),
    'retry-after': String(BUSY_SECONDS),
  })
})
