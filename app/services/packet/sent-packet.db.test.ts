import { expect, test, vi } from 'vitest'
import { submitLevels } from '~/demo/submit-levels'
import { db, transaction } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { code, packetPage, packetToDecide } from '../../../test/setup/committee'
import { calibrate, judgedApplication, staffedJob } from '../../../test/setup/panel'
import { previewPacket } from './preview-packet.server'
import { sendPacket } from './send-packet.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

test('the same key sends once, and what was not looked at is not sent', async () => {
  const { recruiter, job, anna, ben, organisationId } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } },
    { by: ben, levels: {} },
  ])
  await calibrate(organisationId)
  const preview = await previewPacket(recruiter, application.id)
  const seen = preview.ok ? preview.value.seen : ''
  await submitLevels(ben, application.cards[1]!.id, { diagnosis: 1, 'right-sizing': 1 })
  const given = { applicationId: application.id, writeKey: 'key-of-this', seen }
  expect(code(await sendPacket(recruiter, given))).toBe('PREVIEW_STALE')
  const again = await previewPacket(recruiter, application.id)
  const both = await Promise.all(
    [1, 2, 3].map(() => sendPacket(recruiter, { ...given, seen: again.ok ? again.value.seen : '' })),
  )
  expect(new Set(both.map((sent) => sent.ok && sent.value.id)).size).toBe(1)
  expect(await db().packet.count({ where: { organisationId } })).toBe(1)
})

test('nothing is sent without a scorecard that counts, a run, or enough voters', async () => {
  const { recruiter, job, anna, organisationId } = await staffedJob({ quorum: 4 })
  const application = await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])
  const none = await previewPacket(recruiter, application.id)
  expect(none.ok && none.value.notReady.map(({ code }) => code)).toEqual(['NO_SCORECARDS', 'COMMITTEE_TOO_SMALL'])
  await submitLevels(anna, application.cards[0]!.id, { diagnosis: 3, 'right-sizing': 3 })
  const waiting = await previewPacket(recruiter, application.id)
  expect(waiting.ok && waiting.value.notReady.map(({ code }) => code)).toEqual([
    'CALIBRATION_WAITING',
    'COMMITTEE_TOO_SMALL',
  ])
  await calibrate(organisationId)
  const small = await previewPacket(recruiter, application.id)
  expect(small.ok && small.value.notReady.map(({ code }) => code)).toEqual(['COMMITTEE_TOO_SMALL'])
  const sent = await sendPacket(recruiter, {
    applicationId: application.id,
    writeKey: 'key-of-this',
    seen: small.ok ? small.value.seen : '',
  })
  expect(code(sent)).toBe('COMMITTEE_TOO_SMALL')
})

test('a packet reads the same to the byte after amendments, new names and another run', async () => {
  const { organisationId, anna, ben, vera, application, packetId, recruiter, job } = await packetToDecide()
  const key = { organisationId_id: { organisationId, id: packetId } }
  const frozen = await db().packet.findUniqueOrThrow({ where: key })
  const page = await packetPage(vera, packetId)
  await submitLevels(anna, application.cards[0]!.id, { diagnosis: 4, 'right-sizing': 4 }, { base: 1 })
  await transaction((tx) =>
    tx.user.update({
      where: { organisationId_id: { organisationId, id: ben.userId } },
      data: { name: 'Benedict Okoro-Hale' },
    }),
  )
  await transaction((tx) =>
    tx.job.update({ where: { organisationId_id: { organisationId, id: job.id } }, data: { bar: 3.6, maturity: 5 } }),
  )
  await judgedApplication(recruiter, job, [{ by: ben, levels: { diagnosis: 1, 'right-sizing': 1 } }])
  await calibrate(organisationId)
  expect(await packetPage(vera, packetId)).toEqual(page)
  const now = await db().packet.findUniqueOrThrow({ where: key })
  expect(now.body).toBe(frozen.body)
  expect(sha256(now.body)).toBe(now.hash)
  expect(page.reading!.view.scorecards.map(({ name }) => name.words)).toEqual(['Anna Berg', 'Ben Okoro'])
})

test('after an erasure a packet still verifies and says when the words went; levels and score stay', async () => {
  const { organisationId, vera, recruiter, application, packetId } = await packetToDecide()
  const whole = await packetPage(vera, packetId)
  expect(whole.reading).toMatchObject({ intact: true, erasedTexts: 0 })
  await db()
    .$queryRaw`SELECT erase_subject(${organisationId}::int, 'candidate', ${application.candidateId}::int, ${recruiter.userId}::int, 'asked for it')`
  const erased = await packetPage(vera, packetId)
  const { reading } = erased
  expect(reading).toMatchObject({ intact: true })
  expect(reading!.erasedTexts).toBeGreaterThan(3)
  expect(reading!.view.candidate.name).toEqual({ words: null, erasedOn: expect.stringMatching(/\d{4}$/) })
  expect(reading!.view.scorecards[0]!.shown!.ratings[0]).toMatchObject({ level: 2, words: { evidence: null } })
  expect(reading!.view.score).toEqual(whole.reading!.view.score)
  expect(reading!.view.scorecards[0]!.name.words).toBe('Anna Berg')
})
