// Runs on one database: what a packet says where nothing counts.
import { expect, test, vi } from 'vitest'
import { submitLevels, withdraw } from '~/demo/submit-levels'
import { readBody } from '~/domain/packet/verify-packet'
import { db } from '~/platform/db.server'
import { readApplication } from '~/services/application/read-application.server'
import { admittedRatings } from '~/services/calibration/admitted-ratings.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { calibrate, judgedApplication, staffedJob } from '../../../test/setup/panel'
import { previewPacket } from './preview-packet.server'
import { sendPacket } from './send-packet.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

const LEVELS = { diagnosis: 3, 'right-sizing': 2 } as const

/** One scorecard, submitted blind, withdrawn, and written again when a colleague’s could be read. */
async function writtenAgain() {
  const staff = await staffedJob()
  const { recruiter, job, anna, ben } = staff
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: LEVELS },
    { by: ben, levels: LEVELS },
  ])
  const [own, other] = application.cards.map(({ id }) => id)
  await withdraw(anna, own!, 1)
  await withdraw(ben, other!, 1)
  await submitLevels(anna, own!, { diagnosis: 4, 'right-sizing': 4 }, { base: 2 })
  return { ...staff, applicationId: application.id, own: own! }
}

test('after a withdrawal and a version not written blind, page, fit and packet agree that nothing counts', async () => {
  const { organisationId, recruiter, anna, applicationId, own } = await writtenAgain()
  const versions = await db().scorecardVersion.findMany({
    where: { organisationId, scorecardId: own },
    orderBy: { number: 'asc' },
  })
  expect(versions.map(({ blind }) => blind)).toEqual([true, false, false])

  const page = await readScorecard(anna, own, { amending: false })
  const lines =
    page.ok && page.value.mode === 'read' ? page.value.submitted.changes.flatMap(({ from, to }) => [from, to]) : []
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.map(({ counting }) => counting?.counts)).toEqual(lines.map(() => false))
  expect(await admittedRatings(db(), organisationId, applicationId)).toEqual([])
  await calibrate(organisationId)
  const preview = await previewPacket(recruiter, applicationId)
  const cards = preview.ok ? preview.value.view.scorecards : []
  expect(cards.flatMap(({ versions }) => versions.map(({ counts }) => counts))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})

test('a packet in which nothing counts says so, and can be sent to the committee without a score', async () => {
  const { organisationId, recruiter, vera, applicationId } = await writtenAgain()
  await calibrate(organisationId)
  const preview = await previewPacket(recruiter, applicationId)
  if (!preview.ok) throw new Error(preview.error.code)
  expect(preview.value.notReady).toEqual([])
  expect(preview.value.withoutScore).toMatch(
    /^2 scorecards were submitted and none counts: 1 withdrawn, 1 written when/,
  )
  const page = await readApplication(recruiter, applicationId)
  expect(page.ok && page.value.open?.noScore).toBe(preview.value.withoutScore)

  const sent = await sendPacket(recruiter, { applicationId, writeKey: 'without-score', seen: preview.value.seen })
  if (!sent.ok) throw new Error(sent.error.code)
  const packet = await db().packet.findFirstOrThrow({ where: { organisationId, id: sent.value.id } })
  expect(readBody(packet.body)).toMatchObject({ score: null, run: null })
  const read = await readPacket(vera, sent.value.id)
  expect(read.ok && read.value.reading?.view.nothingCounts).toMatch(/^2 scorecards were submitted and none counts/)
})

test('a packet whose scorecards are all withdrawn is not sent, and says what to do', async () => {
  const { organisationId, recruiter, job, anna } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [{ by: anna, levels: LEVELS }])
  await withdraw(anna, application.cards[0]!.id, 1)
  await calibrate(organisationId)
  const preview = await previewPacket(recruiter, application.id)
  expect(preview.ok && preview.value.notReady.map(({ code }) => code)).toEqual(['NOTHING_TO_READ'])
  const seen = preview.ok ? preview.value.seen : ''
  const sent = await sendPacket(recruiter, { applicationId: application.id, writeKey: 'all-withdrawn', seen })
  expect(sent).toMatchObject({ ok: false, error: { message: expect.stringContaining('close the application') } })
  expect(await db().packet.count({ where: { organisationId } })).toBe(0)
})

test('where the run failed, the packet says that and not that it waits', async () => {
  const { organisationId, recruiter, job, anna } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [{ by: anna, levels: LEVELS }])
  const codes = async () => {
    const preview = await previewPacket(recruiter, application.id)
    return preview.ok && [preview.value.notReady.map(({ code }) => code), preview.value.withoutScore !== null]
  }
  expect(await codes()).toEqual([['CALIBRATION_WAITING'], false])
  await runCalibration(organisationId, { fit: () => Promise.reject(new Error('The thread ended.')) })
  expect(await codes()).toEqual([[], true])
  await calibrate(organisationId)
  expect(await codes()).toEqual([[], false])
})
