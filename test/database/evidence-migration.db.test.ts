import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeJob, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { evidenceLines } from '~/domain/scorecard/evidence'
import { submissionBody } from '~/domain/scorecard/submission'
import type { Connection } from '~/platform/connection.server'
import { connection, db } from '~/platform/db.server'
import { textHash } from '~/platform/text.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { eraseSubject } from '~/services/erasure/erase-subject.sql.server'
import { readOwnDraft } from '~/services/scorecard/read-draft.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { requirementsOfOwn, submitScorecard } from '~/services/scorecard/submit-scorecard.server'
import { openFromEarlier } from '../setup/earlier-database'
import { serveKits } from '../setup/kits'
import { sentPacket } from '../setup/panel'

/** ADR 019 on a database whose evidence was one text, with times found in it by a regular expression. */
const MIGRATION = '20261129223000_evidence_format'
const [ORGANISATION, ANNA, NOOR] = [9001, 9002, 9003] as const

/** What was submitted, by text id: as the form put it together, and as a script might have sent it. */
const BODIES = {
  9101: '14:13 “v42 is out.”\n\n14:20 “Then the nulls.”\n\nBoth unaided.',
  9102: '“No clock was at hand.”\n\n\n09:59 Draws it.\n\nThen \t counts.',
  9103: 'No time was left.\n\nAsked at 14:50.',
  9104: '14:05 Lays the weeks side by side.',
  9105: '14:13 is when it was decided: let the data take the wrong cause away.',
} as const
const CRITERIA = ['diagnosis', 'right-sizing', 'degradation', 'safe-change'] as const
const WRITE_KEY = 'key-before-the-upgrade'

const hash = (salt: string, body: string) => createHash('sha256').update(`${salt}\n${body}`).digest('hex')
const quoted = (text: string) => `'${text.replace(/'/g, "''")}'`

async function writeOldRows({ runScript }: Connection) {
  const texts = Object.entries(BODIES).map(([id, body]) => {
    const kind = { 9103: 'not-assessed-reason', 9104: 'notes', 9105: 'recommendation' }[id] ?? 'evidence'
    const values = [`salt${id}`, body, hash(`salt${id}`, body)].map(quoted).join(', ')
    return `(${ORGANISATION}, ${id}, ${NOOR}, ${ANNA}, '${kind}', ${values})`
  })
  await runScript(`
    INSERT INTO "Organisation" (id, name, "timeZone") VALUES (${ORGANISATION}, 'Meridian Labs', 'UTC');
    INSERT INTO "User" ("organisationId", id, name, "timeZone", state) VALUES (${ORGANISATION}, ${ANNA}, 'Anna Berg', 'UTC', 'active');
    INSERT INTO "Grant" ("organisationId", "userId", role) VALUES (${ORGANISATION}, ${ANNA}, 'interviewer');
    INSERT INTO "Candidate" ("organisationId", id, name, "createdById") VALUES (${ORGANISATION}, ${NOOR}, 'Noor', ${ANNA});
    INSERT INTO "Text" ("organisationId", id, "candidateId", "authorId", kind, salt, body, hash) VALUES ${texts.join(', ')};`)
}

const anna: Viewer = {
  organisationId: ORGANISATION,
  userId: ANNA,
  name: 'Anna Berg',
  timeZone: 'UTC',
  grants: [{ role: 'interviewer', jobId: null }],
}

/** A version that rests on those texts: version and ratings in one transaction, as the database demands. */
async function writeVersion(scorecardId: number, kitVersionId: number) {
  const organisationId = ORGANISATION
  await db().$transaction(async (tx) => {
    const { id: scorecardVersionId } = await tx.scorecardVersion.create({
      data: {
        organisationId,
        scorecardId,
        number: 1,
        kind: 'submission',
        blind: true,
        recommendation: 'yes',
        recommendationTextId: 9105,
        notesTextId: 9104,
        writeKey: WRITE_KEY,
        submittedAt: new Date('2026-11-20T15:00:00Z'),
      },
    })
    const ratings = [
      [3, 9101],
      [2, 9102],
      [null, 9103],
      [null, null],
    ] as const
    for (const [at, [level, evidenceTextId]] of ratings.entries()) {
      const key = CRITERIA[at]!
      const { id: kitCriterionId } = await tx.kitCriterion.findUniqueOrThrow({
        where: { organisationId_kitVersionId_key: { organisationId, kitVersionId, key } },
      })
      await tx.rating.create({ data: { organisationId, scorecardVersionId, kitCriterionId, level, evidenceTextId } })
    }
  })
}

let recruiter: Viewer
let close = async () => {}
let own = 0
let second = 0
let packetId = 0

beforeAll(async () => {
  close = await openFromEarlier(MIGRATION, writeOldRows)
  await serveKits()
  recruiter = await makeUser(ORGANISATION, { roles: ['recruiter', 'administrator'] })
  const voter = await makeUser(ORGANISATION, { roles: ['committee_member'] })
  const job = await makeJob(recruiter, { committee: [voter] })
  const { id: applicationId } = await db().application.create({
    data: { organisationId: ORGANISATION, candidateId: NOOR, jobId: job.id, createdById: recruiter.userId },
  })
  const loop = await makeLoop(recruiter, job, applicationId, { debugging: [anna], coding: [anna] })
  own = loop.interviews[0]!.scorecards[0]!.id
  second = loop.interviews[1]!.scorecards[0]!.id
  await writeVersion(own, job.kitVersionId)
  const asked = await requirementsOfOwn(anna, second)
  if (!asked.ok) throw new Error(asked.error.code)
  await submitLevels(anna, second, Object.fromEntries(asked.value.criteria.map((id) => [id, 3])))
  packetId = await sentPacket(recruiter, applicationId)
})
afterAll(() => close())

const textRows = () =>
  db().text.findMany({ where: { organisationId: ORGANISATION, id: { in: Object.keys(BODIES).map(Number) } } })

async function page() {
  const read = await readScorecard(anna, own, { amending: false })
  if (!read.ok || read.value.mode !== 'read') throw new Error('not submitted')
  return read.value.submitted
}

/** What the page of the earlier version posts: the same words, each quote behind its time. */
async function posted(diagnosis: string) {
  const rating = (choice: string, quotes: [string, string][], more = '') => ({
    choice,
    quotes: quotes.map(([at, text]) => ({ at, text })),
    more,
  })
  const content = {
    ratings: {
      diagnosis: rating(
        '3',
        [
          ['14:13', '“v42 is out.”'],
          ['14:20', '“Then the nulls.”'],
        ],
        diagnosis,
      ),
      'right-sizing': rating('2', [], BODIES[9102]),
      degradation: rating('na', [], BODIES[9103]),
      'safe-change': rating('na', []),
    },
    notes: [{ at: '14:05', text: 'Lays the weeks side by side.', to: '' }],
    recommendation: 'yes',
    reason: BODIES[9105],
  }
  const asked = await requirementsOfOwn(anna, own)
  if (!asked.ok) throw new Error(asked.error.code)
  const body = submissionBody(asked.value).parse({ writeKey: WRITE_KEY, base: 0, content })
  return submitScorecard(anna, { scorecardId: own, ...body })
}

describe('evidence from before the format', () => {
  test('is not rewritten, and its hash still holds', async () => {
    for (const { id, format, salt, body, hash } of await textRows()) {
      expect({ format, body }).toEqual({ format: 'text', body: BODIES[id as keyof typeof BODIES] })
      expect(textHash(salt!, body!, format)).toBe(hash)
    }
    await expect(connection().runScript(`UPDATE "Text" SET format = 'evidence/1' WHERE id = 9101`)).rejects.toThrow(
      'immutable',
    )
  })

  test('is read to the letter, with its times in their place', async () => {
    const { ratings, notes, reason } = await page()
    expect(ratings.map(({ evidence: words }) => words)).toEqual([
      {
        erased: false,
        evidence: {
          quotes: [
            { clock: '14:13', text: '“v42 is out.”' },
            { clock: '14:20', text: '“Then the nulls.”' },
          ],
          text: 'Both unaided.',
        },
      },
      {
        erased: false,
        evidence: {
          quotes: [{ text: '“No clock was at hand.”' }, { clock: '09:59', text: 'Draws it.' }],
          text: 'Then \t counts.',
        },
      },
      { erased: false, evidence: { quotes: [], text: BODIES[9103] } },
      null,
    ])
    expect(notes).toMatchObject({ evidence: { quotes: [{ clock: '14:05', text: 'Lays the weeks side by side.' }] } })
    // No time is taken out of a sentence that only begins with one.
    expect(reason).toEqual({ erased: false, text: BODIES[9105] })
  })

  test('stands in a packet that verifies, beside evidence of the new format', async () => {
    const packet = await readPacket(recruiter, packetId)
    if (!packet.ok) throw new Error(packet.error.code)
    const { reading } = packet.value
    expect(reading?.intact).toBe(true)
    const said = reading!.view.scorecards.flatMap(({ shown }) =>
      (shown?.ratings ?? []).map(({ words }) => (words?.evidence ? evidenceLines(words.evidence) : null)),
    )
    expect(said).toContain(BODIES[9101])
    expect(said.some((text) => text?.startsWith('“This is what earned 3'))).toBe(true)
  })

  test('is the same as what an earlier window sends again under its key, and only as that', async () => {
    expect(await posted('Both unaided.')).toEqual({ ok: true, value: { number: 1 } })
    const other = await posted('Else.')
    expect(other).toMatchObject({ ok: false, error: { code: 'CONTENT_CONFLICT', number: 1 } })
    const fields = !other.ok && 'stored' in other.error ? other.error.stored.fields : []
    expect(fields).toContainEqual({ label: expect.any(String) as string, text: `Level 3\n${BODIES[9101]}` })
  })

  test('is read from a draft that was saved before', async () => {
    const content = {
      ratings: { diagnosis: { choice: '3', quotes: [{ at: '14:13', text: '“v42 is out.”' }], more: 'Unaided.' } },
      notes: [],
    }
    await db().scorecardDraft.create({
      data: {
        organisationId: ORGANISATION,
        scorecardId: own,
        revision: 4,
        content: JSON.stringify(content),
        savedAt: new Date('2026-11-20T15:00:00Z'),
      },
    })
    const draft = await readOwnDraft(anna, own)
    expect(draft.ok && draft.value.content.ratings['diagnosis']).toEqual({
      choice: '3',
      evidence: {
        text: 'Unaided.',
        quotes: [{ at: '', clock: '14:13', speaker: '', text: '“v42 is out.”' }],
      },
    } satisfies ScorecardDraft['ratings'][string])
    await db().scorecardDraft.deleteMany({ where: { organisationId: ORGANISATION, scorecardId: own } })
  })

  test('is amended without a change where nothing was changed', async () => {
    const read = await readScorecard(anna, own, { amending: true })
    if (!read.ok || read.value.mode !== 'write') throw new Error('not open')
    const { draft } = read.value.editor
    draft.ratings['diagnosis']!.choice = '4'
    draft.change = 'One level higher.'
    const asked = await requirementsOfOwn(anna, own)
    if (!asked.ok) throw new Error(asked.error.code)
    const body = submissionBody(asked.value).parse({ writeKey: 'after-the-upgrade', base: 1, content: draft })
    expect(await submitScorecard(anna, { scorecardId: own, ...body })).toEqual({ ok: true, value: { number: 2 } })
    const { changes } = await page()
    const changed = changes[0]!.parts.map(({ label }) => label)
    expect(changed.filter((label) => label.endsWith('level'))).toHaveLength(1)
    expect(changed.filter((label) => label.includes('evidence'))).toEqual([])
  })

  test('goes with its candidate, as evidence of the new format does, and the packet still verifies', async () => {
    expect((await eraseSubject(recruiter, { type: 'candidate', id: NOOR }, 'A-17')).ok).toBe(true)
    const rows = await db().text.findMany({ where: { organisationId: ORGANISATION, candidateId: NOOR } })
    expect(rows.some(({ format }) => format === 'evidence/1')).toBe(true)
    for (const { body, salt } of rows) expect([body, salt]).toEqual([null, null])
    expect((await page()).ratings[0]!.evidence).toEqual({ erased: true })
    const packet = await readPacket(recruiter, packetId)
    expect(packet.ok && packet.value.reading?.intact).toBe(true)
  })
})

test('only evidence, its absence and notes may be of the new format', async () => {
  const row = (id: number, kind: string, format: string) =>
    connection().runScript(
      `INSERT INTO "Text" ("organisationId", id, "userId", "authorId", kind, salt, format, body, hash)
       VALUES (${ORGANISATION}, ${id}, ${ANNA}, ${ANNA}, '${kind}', 's', '${format}', '{}', 'h')`,
    )
  await row(9201, 'evidence', 'evidence/1')
  await expect(row(9202, 'vote-reason', 'evidence/1')).rejects.toThrow('Text_format_check')
  await expect(row(9203, 'evidence', 'markdown')).rejects.toThrow('Text_format_check')
})
