// Runs on one database: who may lift a recusal, and what the refusals tell.
import { expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { closeApplication } from '../application/close-application.server'
import { planLoop } from '../loop/plan-loop.server'
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

test('the same lift again, after its answer was lost, is acknowledged; another reason or person is told what is stored', async () => {
  const { organisationId, recruiter, job, vera } = await staffedJob()
  const other = await makeUser(organisationId, { roles: ['recruiter'] })
  const application = await makeApplication(recruiter, job)
  const recuse = (reason: string) => recuseFromApplication(vera, application.id, { reason })
  const lift = (by: Viewer, reason: string) => liftRecusal(by, application.id, { person: vera.userId, reason })
  expect(await recuse('A friend.')).toMatchObject({ ok: true })
  expect(await lift(recruiter, 'A mistake.')).toMatchObject({ ok: true })
  expect(await lift(recruiter, 'A mistake.')).toMatchObject({ ok: true })
  for (const [by, reason] of [
    [recruiter, 'Another reason.'],
    [other, 'A mistake.'],
  ] as const)
    expect(await lift(by, reason)).toMatchObject({
      error: { code: 'CONTENT_CONFLICT', stored: { fields: [{ text: 'A mistake.' }] } },
    })
  expect(await db().recusalLift.count({ where: { organisationId } })).toBe(1)
  // A later recusal is another one: the same reason lifts it.
  expect(await recuse('A cousin.')).toMatchObject({ ok: true })
  expect(await lift(recruiter, 'A mistake.')).toMatchObject({ ok: true })
  expect(await db().recusalLift.count({ where: { organisationId } })).toBe(2)
})

test('a recused recruiter plans a first loop without being told whether the application was closed', async () => {
  const { organisationId, recruiter, job } = await staffedJob()
  const recused = await makeUser(organisationId, { roles: ['recruiter'] })
  const answers: unknown[] = []
  for (const state of ['open', 'rejected'] as const) {
    const { id } = await makeApplication(recruiter, job)
    expect(await recuseFromApplication(recused, id, { reason: 'A friend.' })).toMatchObject({ ok: true })
    const form = { revision: 1, state: 'rejected', reason: 'No.', cancelRest: false } as const
    if (state === 'rejected') expect(await closeApplication(recruiter, id, form)).toMatchObject({ ok: true })
    const where = { organisationId, kitVersion: { jobs: { some: { id: job.id } } } }
    const [kitInterview] = await db().kitInterview.findMany({ where, take: 1, select: { id: true } })
    const planned = await planLoop(recused, id, [kitInterview!.id])
    answers.push(planned.ok || planned.error.code)
  }
  expect(answers).toEqual([true, true])
})
