import { beforeEach, expect, test } from 'vitest'
import { makeApplication, makeLoop } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { canonical } from '~/domain/kit/canonical'
import type { Viewer } from '~/domain/policy/policy'
import { connection, db, transaction } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { servedKit } from '~/platform/rubric-store.server'
import { readApplication } from '~/services/application/read-application.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { pinKit } from '~/services/kit/pin-kit.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { requirementsOfOwn } from '~/services/scorecard/submit-scorecard.server'
import { staffedJob } from '../../../test/setup/panel'
import { addInterview, planLoop } from './plan-loop.server'
import { readLoop } from './read-loop.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
let newer: number

/** The job's kit with one criterion renamed, one interview's focus cut, and the job moved to it. */
async function moveJob({ organisationId, job }: typeof panel): Promise<number> {
  const { kit } = servedKit('ml-engineer')!
  const changed = {
    ...kit,
    version: '9.9',
    criteria: kit.criteria.map((one) => (one.id === 'diagnosis' ? { ...one, name: 'Diagnosis anew' } : one)),
    interviews: kit.interviews.map((one) => (one.id === 'debugging' ? { ...one, focus: ['diagnosis'] } : one)),
  }
  const text = canonical(changed)
  const version = await transaction((tx) =>
    pinKit(tx, organisationId, { kit: changed, canonical: text, hash: sha256(text) }),
  )
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { kitVersionId: version } })
  return version
}

beforeEach(async () => {
  panel = await staffedJob()
})

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const plannedBefore = async () => {
  const { recruiter, job, anna } = panel
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
  newer = await moveJob(panel)
  const interview = loop.interviews[0]!
  return { applicationId: application.id, interviewId: interview.id, scorecardId: interview.scorecards[0]!.id }
}

const focusOf = async (viewer: Viewer, interviewId: number) =>
  value(await readGuide(viewer, interviewId)).criteria.map(({ name }) => name)

test('a loop that was planned before its job moved keeps its guide, scorecard, coverage and packet', async () => {
  const { recruiter, anna } = panel
  const { applicationId, interviewId, scorecardId } = await plannedBefore()
  expect(await focusOf(anna, interviewId)).toContain('Right-sized solutions')
  const asked = value(await requirementsOfOwn(anna, scorecardId))
  expect(asked.kit.version).not.toBe('9.9')
  await submitLevels(anna, scorecardId, Object.fromEntries(asked.criteria.map((id) => [id, 3 as const])))
  expect(value(await readLoop(recruiter, applicationId)).coverage.map(({ name }) => name)).not.toContain(
    'Diagnosis anew',
  )
  expect(value(await readApplication(recruiter, applicationId)).kit).not.toContain('9.9')
  expect(JSON.stringify(value(await previewPacket(recruiter, applicationId)))).not.toContain('Diagnosis anew')
})

test('an interview added to it later comes from its version too', async () => {
  const { recruiter } = panel
  const { applicationId } = await plannedBefore()
  const choice = value(await readLoop(recruiter, applicationId)).kitInterviews.find(({ name }) => /Python/.test(name))!
  const added = value(await addInterview(recruiter, applicationId, { kitInterviewId: choice.id, revision: 1 }))
  const { kitInterview } = await db().interview.findUniqueOrThrow({
    where: { organisationId_id: { organisationId: panel.organisationId, id: added.interviewId } },
    select: { kitInterview: { select: { kitVersionId: true } } },
  })
  expect(kitInterview.kitVersionId).toBe(panel.job.kitVersionId)
  const foreign = await db().kitInterview.findFirstOrThrow({
    where: { organisationId: panel.organisationId, kitVersionId: newer },
    select: { id: true },
  })
  expect(await addInterview(recruiter, applicationId, { kitInterviewId: foreign.id, revision: 2 })).toMatchObject({
    error: { code: 'KIT_INTERVIEW_NOT_FOUND' },
  })
})

test('a loop planned after the move is of the new version', async () => {
  const { organisationId, recruiter, job } = panel
  newer = await moveJob(panel)
  const { id } = await makeApplication(recruiter, job)
  const { kitInterviews } = value(await readLoop(recruiter, id))
  const planned = value(await planLoop(recruiter, id, [kitInterviews[2]!.id]))
  const loop = await db().loop.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: planned.loopId } },
  })
  expect(loop.kitVersionId).toBe(newer)
  expect(await focusOf(recruiter, planned.interviewIds[0]!)).toEqual(['Diagnosis anew'])
})

test('the database refuses to mix versions in a loop', async () => {
  const { interviewId } = await plannedBefore()
  await expect(connection().runScript(`UPDATE "Loop" SET "kitVersionId" = ${newer}`)).rejects.toThrow(
    'it was planned with',
  )
  await expect(
    connection().runScript(
      `UPDATE "Interview" SET "kitInterviewId" = (SELECT max(id) FROM "KitInterview" WHERE "kitVersionId" = ${newer}) WHERE id = ${interviewId}`,
    ),
  ).rejects.toThrow('is not one of the kit version')
})
