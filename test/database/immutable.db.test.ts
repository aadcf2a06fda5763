import { beforeAll, expect, test } from 'vitest'
import { connection, db, transaction } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { ownKitRows } from '../setup/own-kit'
import { judgedApplication, sentPacket, staffedJob } from '../setup/panel'

let panel: Awaited<ReturnType<typeof staffedJob>>
let application: Awaited<ReturnType<typeof judgedApplication>>

beforeAll(async () => {
  panel = await staffedJob()
  application = await judgedApplication(panel.recruiter, panel.job, [
    { by: panel.anna, levels: { diagnosis: 3, 'right-sizing': 2 } },
    { by: panel.ben, levels: { diagnosis: 2, 'right-sizing': 2 } },
  ])
  await sentPacket(panel.recruiter, application.id)
  await ownKitRows(panel.recruiter)
})

const sql = (script: string) => connection().runScript(script)

const WRITTEN = [
  'ScorecardVersion',
  'Rating',
  'Packet',
  'PacketText',
  'Text',
  'AuditEntry',
  'KitPublication',
  'KitVersion',
  'KitCriterion',
  'CalibrationRun',
  'RunScore',
]

test.each(WRITTEN)('%s cannot be updated, deleted or truncated', async (table) => {
  const count = () => connection().rows<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`)
  const [before] = await count()
  expect(before!.n).toBeGreaterThan(0)
  const column = table === 'Text' ? 'hash' : 'id'
  await expect(sql(`UPDATE "${table}" SET "${column}" = "${column}"`)).rejects.toThrow(/immutable|refused/)
  await expect(sql(`DELETE FROM "${table}"`)).rejects.toThrow(/immutable|refused|cited/)
  await expect(sql(`TRUNCATE "${table}" CASCADE`)).rejects.toThrow('refused')
  expect(await count()).toEqual([before])
})

test('a rating cannot be added to a scorecard that was submitted before', async () => {
  const { organisationId } = panel
  const rating = await db().rating.findFirstOrThrow({ where: { organisationId } })
  await expect(
    db().rating.create({
      data: {
        organisationId,
        scorecardVersionId: rating.scorecardVersionId,
        kitCriterionId: rating.kitCriterionId,
        level: null,
      },
    }),
  ).rejects.toThrow('cannot be added')
})

test('a version cannot claim another transaction, so that ratings could be added later', async () => {
  const { organisationId } = panel
  const version = await db().scorecardVersion.findFirstOrThrow({ where: { organisationId } })
  const { id: _, ...columns } = version
  await expect(
    db().scorecardVersion.create({
      data: {
        ...columns,
        number: 2,
        kind: 'withdrawal',
        recommendation: null,
        recommendationTextId: null,
        reasonTextId: columns.recommendationTextId,
        writeKey: 'another-key',
        xid: '1',
      },
    }),
  ).rejects.toThrow('its own transaction')
})

test('a level without evidence, or outside 1 to 4, is refused by the database', async () => {
  const { organisationId } = panel
  const own = (level: number | null, evidence: boolean) =>
    transaction(async (tx) => {
      const card = application.cards[0]!
      const version = await tx.scorecardVersion.findFirstOrThrow({ where: { organisationId, scorecardId: card.id } })
      const rating = await tx.rating.findFirstOrThrow({ where: { organisationId, scorecardVersionId: version.id } })
      const { id: _, xid: __, ...columns } = version
      const text = await writeText(tx, {
        organisationId,
        subject: { candidateId: application.candidateId },
        authorId: card.userId,
        kind: 'evidence',
        body: 'Said so.',
      })
      const next = await tx.scorecardVersion.create({
        data: { ...columns, number: 2, kind: 'amendment', reasonTextId: text.id, writeKey: `key-${level}-${evidence}` },
      })
      await tx.rating.create({
        data: {
          organisationId,
          scorecardVersionId: next.id,
          kitCriterionId: rating.kitCriterionId,
          level,
          evidenceTextId: evidence ? text.id : null,
        },
      })
      return { ok: false as const }
    })
  await expect(own(3, false)).rejects.toThrow()
  await expect(own(5, true)).rejects.toThrow()
  await expect(own(0, true)).rejects.toThrow()
  await expect(own(3, true)).resolves.toEqual({ ok: false })
})

test('a run that a packet cites stays; one that nothing cites may be pruned', async () => {
  const { organisationId } = panel
  const packet = await db().packet.findFirstOrThrow({ where: { organisationId } })
  await expect(sql(`DELETE FROM "CalibrationRun" WHERE id = ${packet.runId}`)).rejects.toThrow(/cited/)
  await expect(sql(`DELETE FROM "RunScore" WHERE "runId" = ${packet.runId}`)).rejects.toThrow(/cited/)
})
