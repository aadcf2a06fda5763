import { beforeAll, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { db } from '~/platform/db.server'
import { createJob } from '~/services/job/jobs.server'
import { approveDraft, publishDraft, submitDraft } from '~/services/own-kit/review-draft.server'
import { jobForm } from '../../../test/setup/own-kit'
import { ada, begun, ben, makeTeam, recruiter, shownOf, valueOf } from '../../../test/setup/own-kit-team'
import { debugging, KIT, LEAK, rotationOf } from '../../../test/setup/prompts'
import { readRotation } from './read-rotation.server'
import { retirePrompt } from './retire-prompt.server'

beforeAll(makeTeam)

test('an own kit has a history of its own: what it uses and retires leaves the kit that it began from as it is', async () => {
  const { organisationId } = recruiter
  const own = await begun()
  // Not published yet, it has no prompts to speak of.
  expect(await readRotation(recruiter, own.key)).toMatchObject({ error: { code: 'KIT_NOT_FOUND' } })
  valueOf(await submitDraft(ada, own.kitId, { ...(await shownOf(own.kitId)), changeNote: 'First.' }))
  valueOf(await approveDraft(ben, own.kitId, await shownOf(own.kitId)))
  valueOf(await publishDraft(ada, own.kitId, await shownOf(own.kitId)))
  const { jobId } = valueOf(await createJob(recruiter, jobForm(own.key)))
  const job = await db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: jobId } } })
  const application = await makeApplication(recruiter, job)
  const anna = await makeUser(organisationId, { roles: ['interviewer'] })

  const retired = debugging()[0]!.id
  valueOf(await retirePrompt(ada, { role: own.key, version: null, prompt: retired }, LEAK))
  const begin = new Date(Date.now() - 3_600_000)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] }, begin)
  const [used] = loop.interviews[0]!.prompts

  const ours = await rotationOf(recruiter)
  const lines = valueOf(await readRotation(recruiter, own.key)).kinds.flatMap(({ prompts }) => prompts)
  expect(lines.find(({ id }) => id === used)).toMatchObject({ candidates: 1 })
  expect(lines.find(({ id }) => id === retired)?.retired).toMatchObject(LEAK)
  expect(used).not.toBe(retired)
  expect(ours.kit.id).toBe(KIT)
  expect(ours.line(used!)).toMatchObject({ candidates: 0 })
  expect(ours.line(retired).retired).toBeNull()
})
