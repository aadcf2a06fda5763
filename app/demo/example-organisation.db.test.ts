// Runs on the embedded database: the demo refuses a server.
import { beforeAll, describe, expect, test } from 'vitest'
import { readEvidence } from '~/domain/scorecard/evidence'
import { brokenLink } from '~/platform/audit.server'
import { db } from '~/platform/db.server'
import { resetDatabase } from '../../test/setup/database'
import { serveKits } from '../../test/setup/kits'
import { loadExample } from './example-organisation'

const NOW = new Date('2026-11-18T15:20:00Z')
let organisationId = 0

const load = async () => ({ organisationId } = await loadExample({ seed: 7, now: NOW, size: 'small' }))

/** All that the seed decides, with names in place of ids. */
async function told() {
  const where = { organisationId }
  const versions = await db().scorecardVersion.findMany({
    where,
    select: {
      number: true,
      kind: true,
      blind: true,
      recommendation: true,
      submittedAt: true,
      scorecard: { select: { shadow: true, user: { select: { name: true } } } },
      ratings: {
        select: { level: true, kitCriterion: { select: { key: true } }, evidenceText: { select: { body: true } } },
      },
    },
    orderBy: { id: 'asc' },
  })
  const votes = await db().vote.findMany({
    where,
    select: { choice: true, round: true, sealedAt: true, reasonText: { select: { body: true } } },
    orderBy: { id: 'asc' },
  })
  const drafts = await db().scorecardDraft.findMany({
    where,
    select: { content: true, savedAt: true },
    orderBy: { id: 'asc' },
  })
  const audit = await db().auditEntry.findMany({ where, select: { at: true, act: true }, orderBy: { id: 'asc' } })
  return { versions, votes, drafts, audit }
}

describe('the example organisation, small', () => {
  beforeAll(async () => {
    await serveKits()
    await load()
  }, 400_000)

  test('the audit chain is whole and in the order of its dates, none of them ahead', async () => {
    expect(await brokenLink(db(), organisationId)).toBeNull()
    const entries = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
    const times = entries.map(({ at }) => at.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime())
  })

  test('every evidence text differs from every other but where an amendment repeats its own', async () => {
    const ratings = await db().rating.findMany({
      where: { organisationId, level: { not: null } },
      select: {
        evidenceText: { select: { format: true, body: true } },
        scorecardVersion: { select: { scorecardId: true } },
      },
    })
    const owners = new Map<string, number>()
    for (const { evidenceText, scorecardVersion } of ratings) {
      const { quotes, text } = readEvidence({ format: evidenceText!.format, body: evidenceText!.body! })
      const words = [...quotes.map((quote) => quote.text), text].filter(Boolean).join(' ')
      expect(owners.get(words) ?? scorecardVersion.scorecardId).toBe(scorecardVersion.scorecardId)
      owners.set(words, scorecardVersion.scorecardId)
    }
    const words = [...owners.keys()]
    expect(words.length).toBeGreaterThan(80)
    for (const text of words) {
      expect(text).not.toMatch(/[{}]|undefined|\.\.|”“| {2}|,,/)
      expect(text.replace(/[^“]/g, '').length).toBe(text.replace(/[^”]/g, '').length)
    }
  })

  test('it holds a packet at each point on its way, and a run in force that the newest ones cite', async () => {
    const packets = await db().packet.findMany({
      where: { organisationId },
      include: { votes: true, decisions: true, application: { include: { job: true } } },
    })
    const sealed = packets.filter(({ votes, application }) => votes.length > 0 && votes.length < application.job.quorum)
    expect(packets.filter(({ votes }) => votes.length === 0)).toHaveLength(1)
    expect(sealed).toHaveLength(1)
    expect(new Set(packets.flatMap(({ decisions }) => decisions.map(({ outcome }) => outcome)))).toEqual(
      new Set(['hire', 'no_hire', 'more_signal']),
    )
    expect(packets.every(({ runId }) => runId !== null)).toBe(true)
    const drafts = await db().scorecardDraft.count({ where: { organisationId } })
    const amended = await db().scorecardVersion.count({ where: { organisationId, kind: 'amendment' } })
    const withdrawn = await db().scorecardVersion.count({ where: { organisationId, kind: 'withdrawal' } })
    expect([drafts > 0, amended > 0, withdrawn]).toEqual([true, true, 1])
  })

  test('first submissions were written blind, since everybody was assigned before anybody wrote', async () => {
    const seen = await db().scorecardVersion.count({ where: { organisationId, number: 1, blind: false } })
    expect(seen).toBe(0)
  })

  test('the same seed makes the same organisation', async () => {
    const first = await told()
    await resetDatabase()
    await load()
    expect(await told()).toEqual(first)
  }, 400_000)
})
