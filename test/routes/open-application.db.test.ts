import { expect, test } from 'vitest'
import { makeApplication, makeJob, makeUser } from '~/demo/factories'
import { paths } from '~/paths'
import { confirmedImport, fileOf, runPieces } from '../setup/imports'
import { staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

test('an application that an import is writing is not opened by hand, and the page says why', async () => {
  const { recruiter, job, organisationId } = await staffedJob()
  const other = await makeJob(recruiter)
  const colleague = await makeUser(organisationId, { roles: ['recruiter'] })
  const email = 'known@example.org'
  const { candidateId } = await makeApplication(recruiter, job, { email })
  const [header, ...more] = fileOf(150).split('\n')
  const text = [header, `Known,${email}`, ...more].join('\n')
  const id = await confirmedImport(recruiter, { text, jobId: other.id, known: 'merge' })
  await runPieces(recruiter, id, 1)
  const cookie = await cookieOf(colleague)
  const form = { intent: 'open', jobId: String(other.id) }
  const answer = await ask(request(paths.candidate(candidateId), { cookie, form }))
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('An import that is being written adds this application')
})
