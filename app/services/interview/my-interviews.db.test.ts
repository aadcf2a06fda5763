import { expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop } from '~/demo/factories'
import { candidateNumber } from '~/domain/candidate/name'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { myInterviews } from './my-interviews.server'

const WEEK = 7 * 86_400_000

test('one order of words: interview, then candidate; a hidden name is said to be hidden, and what is late is overdue', async () => {
  const { recruiter, anna } = await staffedJob()
  const job = await makeJob(recruiter, { namesHidden: true })
  const [past, next] = [await makeApplication(recruiter, job), await makeApplication(recruiter, job)]
  const at = (shift: number) => new Date(now().getTime() + shift)
  await makeLoop(recruiter, job, past.id, { debugging: [anna] }, at(-WEEK))
  await makeLoop(recruiter, job, next.id, { debugging: [anna] }, at(WEEK))
  const { owed, upcoming } = await myInterviews(anna)
  const order = /^[^,]+, Candidate \d+ \(name hidden\)$/
  expect(owed.map(({ what }) => what)).toEqual([expect.stringMatching(order)])
  expect(upcoming.map(({ what }) => what)).toEqual([expect.stringMatching(order)])
  expect(owed[0]!.what).toContain(candidateNumber(past.candidateId))
  expect(owed[0]!.due).toEqual({ overdue: true, text: expect.stringMatching(/^Overdue since /) })
  expect(upcoming[0]!.due).toEqual({ overdue: false, text: expect.stringMatching(/^Due /) })
})

test('an interview that has begun is the first, says that it runs, and its place may be a link', async () => {
  const { recruiter, job, anna } = await staffedJob()
  const at = (minutes: number) => new Date(now().getTime() + minutes * 60_000)
  const [soon, running] = [await makeApplication(recruiter, job), await makeApplication(recruiter, job)]
  await makeLoop(recruiter, job, soon.id, { debugging: [anna] }, at(30))
  const { interviews } = await makeLoop(recruiter, job, running.id, { debugging: [anna] }, at(-10))
  const where = { organisationId_id: { organisationId: anna.organisationId, id: interviews[0]!.id } }
  await db().interview.update({ where, data: { place: 'https://meet.example/a' } })
  const { upcoming } = await myInterviews(anna)
  expect(upcoming.map(({ running }) => running)).toEqual([true, false])
  expect(upcoming[0]!.place).toEqual({ text: 'https://meet.example/a', href: 'https://meet.example/a' })
})
