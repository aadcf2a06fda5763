import type { ActionFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { request } from '../setup/request'
import { statementsOf } from '../setup/statements'
import { routes } from './modules'

const forms = {
  'sign-in': { email: 'ada@example.org', password: 'correct horse battery' },
  setup: {
    token: 'x',
    organisation: 'House',
    timeZone: 'UTC',
    name: 'Ada',
    email: 'ada@example.org',
    password: 'correct horse battery',
  },
  'reset.$token': { password: 'correct horse battery' },
  'invitation.$token': { name: 'Ada', password: 'correct horse battery', timeZone: 'UTC' },
}

test.each(Object.entries(forms))('%s refused as too busy costs no statement', async (route, form) => {
  const { action } = await routes.get(route)!()
  const context = { cspNonce: '', place: '10.0.0.1', busy: true }
  const asked = { request: request(`/${route}`, { form }), params: { token: '1.x' }, context }
  const { value, statements } = await statementsOf(async () => action!(asked as unknown as ActionFunctionArgs))
  expect(value).toMatchObject({
    data: { retry: { sentence: expect.stringContaining('Try again in a few seconds') } },
    init: { status: 503, headers: { 'Retry-After': '5' } },
  })
  expect(statements).toEqual([])
})
