import { beforeAll, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { makeLoop } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { ScorecardDraft } from '~/domain/scorecard/draft'
import { connection, db } from '~/platform/db.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { stage } from '~/services/candidate-import/staged-rows.sql.server'
import { storedLines } from '~/domain/candidate/import'
import { runImport } from '~/services/candidate-import/run-import.server'
import { eraseSubject } from '~/services/erasure/erase-subject.sql.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { makeApplication } from '~/demo/factories'
import { importText, uploadText } from '../setup/imports'
import { calibrate, staffedJob } from '../setup/panel'

const CANARY = 'canary-7f3a'

/** Columns that may hold something about a candidate or a user. Erasing their subject leaves nothing of it here. */
const PERSONAL = [
  'Candidate.email',
  'Candidate.foldedEmail',
  'Candidate.foldedName',
  'Candidate.name',
  'Candidate.phone',
  'CandidateImport.content',
  'CandidateUpload.content',
  // Names of jobs as a file writes them, or whatever stands in the column that was chosen as the job's.
  'CandidateUpload.settings',
  'Device.userAgent',
  'ScorecardDraft.content',
  'Session.userAgent',
  'Text.body',
  'User.email',
  'User.name',
  'User.passwordHash',
]

/** Columns of text or JSON that never do: names of things, codes, hashes, and canonical JSON of ids. */
const NOT_PERSONAL = [
  // Hashes of an address or of a network place, deleted two days after the last failed attempt.
  ...['account', 'place', 'purpose'].map((c) => `AttemptCounter.${c}`),
  ...['act', 'detail', 'hash', 'previousHash', 'subjectType'].map((c) => `AuditEntry.${c}`),
  'AuditHead.hash',
  ...['hash', 'passHash'].map((c) => `AuditVerification.${c}`),
  ...['diagnostics', 'failure', 'inputHash', 'modelVersion', 'resume', 'warnings'].map((c) => `CalibrationRun.${c}`),
  'CandidateImport.failure',
  ...['prompt', 'tokenHash'].map((c) => `CandidateLink.${c}`),
  'Decision.writeKey',
  'Device.tokenHash',
  ...['reason', 'xid'].map((c) => `Erasure.${c}`),
  ...['current', 'previous', 'purpose'].map((c) => `InstallationSecret.${c}`),
  'Interview.place',
  ...['kit', 'prompt'].map((c) => `InterviewPrompt.${c}`),
  ...['name', 'role'].map((c) => `Job.${c}`),
  ...['calibrationKey', 'category', 'key', 'name'].map((c) => `KitCriterion.${c}`),
  // Texts of kits are about a role; who wrote them stands in columns of ids.
  ...['changeNote', 'content', 'reviewComment'].map((c) => `KitDraft.${c}`),
  ...['changes', 'clientKey', 'contentHash', 'turnKey'].map((c) => `KitDraftChange.${c}`),
  ...['key', 'name'].map((c) => `KitInterview.${c}`),
  // A note is about a criterion; its field says to name no candidate.
  ...['criterion', 'kit', 'text'].map((c) => `KitNote.${c}`),
  'KitPublication.changeNote',
  ...['key', 'name'].map((c) => `KitRedFlag.${c}`),
  ...['content', 'hash', 'kit', 'name', 'version'].map((c) => `KitVersion.${c}`),
  ...['name', 'timeZone'].map((c) => `Organisation.${c}`),
  ...['key', 'name'].map((c) => `OrganisationKit.${c}`),
  ...['body', 'hash', 'writeKey'].map((c) => `Packet.${c}`),
  'PromptLimit.kit',
  // The reason is about a prompt; its field says to name nobody.
  ...['kit', 'prompt', 'reason'].map((c) => `PromptRetirement.${c}`),
  ...['key', 'lastError', 'lockedBy', 'name', 'payload'].map((c) => `QueueJob.${c}`),
  'RunComponent.name',
  'RunCriterionScore.criterion',
  ...['writeKey', 'xid'].map((c) => `ScorecardVersion.${c}`),
  'Session.tokenHash',
  ...['format', 'hash', 'kind', 'salt'].map((c) => `Text.${c}`),
  'Token.tokenHash',
  'User.timeZone',
  'Vote.writeKey',
  ...['act', 'contentHash', 'key'].map((c) => `WriteKey.${c}`),
]

const columns = () =>
  connection().rows<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb') AND table_name <> '_prisma_migrations'`,
  )

/** Every place in the database where the canary still stands. */
async function sightings(): Promise<string[]> {
  const found: string[] = []
  for (const { name } of await columns()) {
    const [table, column] = name.split('.')
    const rows = await connection().rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${table}" WHERE "${column}"::text LIKE '%${CANARY}%'`,
    )
    if (rows[0]!.n > 0) found.push(name)
  }
  return found.sort()
}

let panel: Awaited<ReturnType<typeof staffedJob>>
let administrator: Viewer
let candidateId: number
let packetId: number
let importId: number
let scoresBefore: unknown

const scores = () => db().runScore.findMany({ where: { organisationId: panel.organisationId }, orderBy: { id: 'asc' } })

beforeAll(async () => {
  panel = await staffedJob({ quorum: 1 })
  const { organisationId, recruiter, job, anna, ben, vera } = panel
  administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const application = await makeApplication(recruiter, job, {
    name: `Noor ${CANARY}`,
    email: `noor.${CANARY}@example.org`,
    phone: `+49 ${CANARY}`,
  })
  candidateId = application.candidateId
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna, { user: ben, shadow: true }] })
  const [card, shadow] = loop.interviews[0]!.scorecards
  await submitLevels(
    anna,
    card!.id,
    { diagnosis: 3, 'right-sizing': 2 },
    { evidence: (criterion) => `“${CANARY} on ${criterion}”` },
  )
  const draft = ScorecardDraft.parse({ reason: `half a thought, ${CANARY}` })
  const saved = await saveDraft(ben, { scorecardId: shadow!.id, base: 0, revision: 0, content: draft })
  expect(saved.ok).toBe(true)
  // A recruiter who may not see the candidate imports the same address; the file waits.
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { confidential: true } })
  const text = `name,email\nNoor ${CANARY},noor.${CANARY}@example.org\nSomebody else,else@example.org`
  const imported = await importText(recruiter, { text, jobId: null, skip: false, writeKey: 'import-of-two' })
  if (!imported.ok) throw new Error(imported.error.code)
  importId = imported.value.importId
  // Another file that names the person was stored and not confirmed.
  await uploadText(recruiter, text)
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { confidential: false } })
  await calibrate(organisationId)
  const preview = await previewPacket(recruiter, application.id)
  if (!preview.ok) throw new Error(preview.error.code)
  const sent = await sendPacket(recruiter, {
    applicationId: application.id,
    writeKey: 'write-key-1',
    seen: preview.value.seen,
  })
  if (!sent.ok) throw new Error(sent.error.code)
  packetId = sent.value.id
  const vote = { round: 1, choice: 'hire', reason: `Because of ${CANARY}.`, writeKey: 'write-key-2' } as const
  expect((await sealVote(vera, packetId, vote)).ok).toBe(true)
  const decision = {
    outcome: 'hire',
    reason: `For ${CANARY}.`,
    supersedes: null,
    opened: 2,
    writeKey: 'write-key-3',
  } as const
  const second = { ...vote, round: 2, writeKey: 'write-key-4' } as const
  expect((await sealVote(panel.wim, packetId, second)).ok).toBe(true)
  expect(await recordDecision(vera, packetId, decision)).toMatchObject({ ok: true })
  scoresBefore = await scores()
})

test('every column of text or JSON is known to be personal or not', async () => {
  expect((await columns()).map(({ name }) => name).sort()).toEqual([...PERSONAL, ...NOT_PERSONAL].sort())
})

test('what is said about a person stands in personal columns only', async () => {
  expect(await sightings()).toEqual([
    'Candidate.email',
    'Candidate.foldedEmail',
    'Candidate.foldedName',
    'Candidate.name',
    'Candidate.phone',
    'CandidateImport.content',
    'CandidateUpload.content',
    'ScorecardDraft.content',
    'Text.body',
  ])
})

test('only an administrator erases, and only people of the own organisation', async () => {
  const stranger = await makeUser((await staffedJob()).organisationId, { roles: ['administrator'] })
  const subject = { type: 'candidate', id: candidateId } as const
  expect(await eraseSubject(panel.recruiter, subject, 'asked')).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await eraseSubject(stranger, subject, 'asked')).toMatchObject({ error: { code: 'SUBJECT_NOT_FOUND' } })
  expect(await sightings()).toContain('Text.body')
})

test('the words are guarded until the very transaction that records an erasure of their subject', async () => {
  await expect(connection().runScript(`UPDATE "Text" SET body = NULL, salt = NULL`)).rejects.toThrow('immutable')
  await expect(
    connection().runScript(
      `INSERT INTO "Erasure" ("organisationId", "candidateId", "byUserId", reason, xid)
       VALUES (${panel.organisationId}, ${candidateId}, ${administrator.userId}, 'forged', '1')`,
    ),
  ).rejects.toThrow('its own transaction')
})

test('erasing leaves nothing of the person, and the frozen packet still holds', async () => {
  const before = await readPacket(panel.vera, packetId)
  if (!before.ok) throw new Error(before.error.code)
  const erased = await eraseSubject(administrator, { type: 'candidate', id: candidateId }, 'asked by the candidate')
  expect(erased.ok).toBe(true)
  expect(await sightings()).toEqual([])

  const after = await readPacket(panel.vera, packetId)
  if (!after.ok) throw new Error(after.error.code)
  expect(after.value.hash).toBe(before.value.hash)
  expect(after.value.reading).toMatchObject({ intact: true })
  expect(after.value.reading!.erasedTexts).toBeGreaterThan(3)
  expect(JSON.stringify(after.value.reading)).toContain('erasedOn')
  expect(await scores()).toEqual(scoresBefore)
})

test('the rest of the file that waited is imported without the person', async () => {
  const { organisationId } = panel
  await runImport({ organisationId, id: importId })
  const made = await db().candidate.findMany({ where: { organisationId, importId } })
  expect(made.map(({ name }) => name)).toEqual(['Somebody else'])
  expect(await sightings()).toEqual([])
})

test('what an import wrote and has not published is erased with the person', async () => {
  const { organisationId, recruiter, job } = panel
  const { candidateId } = await makeApplication(recruiter, job, { email: `${CANARY}@example.org` })
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { confidential: true } })
  const text = `name,email,notes\nNoor ${CANARY},${CANARY}@example.org,${CANARY}\nOther,other@example.org,`
  const imported = await importText(recruiter, { text, jobId: null, skip: true, writeKey: 'import-half-done' })
  if (!imported.ok) throw new Error(imported.error.code)
  const one = { organisationId, id: imported.value.importId }
  const content = (await db().candidateImport.findUniqueOrThrow({ where: { organisationId_id: one } })).content!
  await stage(db(), one, { after: 0, lines: storedLines(content, null), at: new Date(), revision: 1 })
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { confidential: false } })
  expect(await sightings()).toEqual([
    'Candidate.email',
    'Candidate.foldedEmail',
    'Candidate.foldedName',
    'Candidate.name',
    'CandidateImport.content',
    'Text.body',
  ])
  expect((await eraseSubject(administrator, { type: 'candidate', id: candidateId }, 'asked')).ok).toBe(true)
  expect(await sightings()).toEqual([])
})

test.each(['the one kept', 'the other'])('erasing %s of two merged candidates erases both', async (which) => {
  const { recruiter, job } = panel
  const pair = [
    await makeApplication(recruiter, job, { name: `Noor ${CANARY}`, email: `twice.${CANARY}@example.org` }),
    await makeApplication(recruiter, job, { name: `N. ${CANARY}`, email: `twice.${CANARY}@example.org` }),
  ].map((one) => one.candidateId)
  const [keepId, otherId] = pair as [number, number]
  expect(await mergeCandidates(administrator, { keepId, otherId })).toMatchObject({ ok: true })
  const id = which === 'the other' ? otherId : keepId
  expect((await eraseSubject(administrator, { type: 'candidate', id }, 'asked')).ok).toBe(true)
  expect(await sightings()).toEqual([])
  const rows = await db().candidate.findMany({ where: { organisationId: panel.organisationId, id: { in: pair } } })
  expect(rows.every(({ erasedAt }) => erasedAt !== null)).toBe(true)
})

test('an interviewer’s own identity is erased without touching what the packet says of levels', async () => {
  const { anna } = panel
  const { organisationId } = panel
  await db().device.create({
    data: { organisationId, userId: anna.userId, tokenHash: 'x', userAgent: CANARY, expiresAt: new Date('2099-01-01') },
  })
  expect(await sightings()).toEqual(['Device.userAgent'])
  expect((await eraseSubject(administrator, { type: 'user', id: anna.userId }, 'left')).ok).toBe(true)
  const user = await db().user.findUniqueOrThrow({
    where: { organisationId_id: { organisationId: panel.organisationId, id: anna.userId } },
  })
  expect(user).toMatchObject({ name: null, email: null, passwordHash: null, state: 'deactivated' })
  expect(await sightings()).toEqual([])
  const packet = await readPacket(panel.vera, packetId)
  expect(packet).toMatchObject({ ok: true, value: { reading: { intact: true } } })
  expect(JSON.stringify(packet)).not.toContain(anna.name)
})
