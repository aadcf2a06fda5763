import { expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { liftRecusal } from './lift-recusal.server'
import { recuseFromApplication } from './recuse-from-application.server'

test('whoever is blind or recused there learns from no attempt to lift a recusal who else is recused', async () => {
  const { organisationId, recruiter, job, vera, wim } = await staffedJob()
  const application = await makeApplication(recruiter, job)
  const [blind, recused] = [
    await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] }),
    await makeUser(organisationId, { roles: ['recruiter'] }),
  ]
  await makeLoop(recruiter, job, application.id, { debugging: [blind] })
  for (const person of [vera, recused])
    expect(await recuseFromApplication(person, application.id, { reason: 'A friend.' })).toMatchObject({ ok: true })
  const lift = (by: Viewer, person: Viewer) =>
    liftRecusal(by, application.id, { person: person.userId, reason: 'A mistake.' })
  expect(await lift(blind, vera)).toMatchObject({ error: { code: 'FORBIDDEN', message: expect.any(String) } })
  expect(await lift(recused, vera)).toMatchObject({ error: { code: 'LIFTER_RECUSED' } })
  for (const by of [blind, recused]) expect(await lift(by, wim)).toEqual(await lift(by, vera))
  expect(await db().recusalLift.count({ where: { organisationId } })).toBe(0)
  expect(await lift(recruiter, wim)).toMatchObject({ error: { code: 'RECUSAL_NOT_FOUND' } })
  expect(await lift(recruiter, vera)).toMatchObject({ ok: true })
})
