// Runs on one database: whose rows an export leaves out; what it holds stands in exports.db.test.ts.
import { beforeAll, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Round } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { closeApplication } from '~/services/application/close-application.server'
import { downloadArchive } from '~/services/archive/download-archive.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'
import { downloaded, worldToExport } from '../../../test/setup/exports'
import { judgedApplication, sentPacket } from '../../../test/setup/panel'
import { archiveOffer } from './read-exports.server'

/** What the viewer may not see on screens is not in an export either. */
const sealVoteOf = async (viewer: Viewer, packetId: number, round: Round) => {
  const ballot = { round, choice: 'hire', reason: 'As I read it.', writeKey: `vote-${viewer.userId}-${round}` } as const
  expect(await sealVote(viewer, packetId, ballot)).toMatchObject({ ok: true })
}

let world: Awaited<ReturnType<typeof worldToExport>>
let panel: (typeof world)['panel']
let administrator: Viewer
let manager: Viewer

beforeAll(async () => {
  world = await worldToExport()
  ;({ panel, administrator, manager } = world)
}, 120_000)

test('a confidential job exists only for its people', async () => {
  for (const name of ['candidates', 'applications', 'scorecards', 'decisions'] as const) {
    expect((await downloaded(panel.recruiter, name)).text).not.toContain('Quokka')
    expect((await downloaded(manager, name)).text).not.toContain('Quokka')
  }
  expect((await downloaded(administrator, 'applications')).text).toContain('Quokka candidate')
})

test('a hiring manager reads numbers where the job hides names, and the name once the votes are open', async () => {
  const candidate = await db().candidate.findFirstOrThrow({
    where: { organisationId: manager.organisationId, id: world.judged.candidateId },
  })
  for (const name of ['applications', 'scorecards'] as const) {
    const { text } = await downloaded(manager, name)
    expect(text).toContain(`Candidate ${world.judged.candidateId}`)
    expect((await downloaded(panel.recruiter, name)).text).toContain(candidate.name)
  }
  const [decision] = (await downloaded(manager, 'decisions')).rows
  expect(decision).toMatchObject({ candidate: candidate.name })
})

test('who owes a scorecard finds the candidate without a name, and the application without its state', async () => {
  const { recruiter, job, ben, organisationId } = panel
  const owing = await makeUser(organisationId, { roles: ['interviewer', 'administrator'], name: 'Owes One' })
  const { id, candidateId } = await makeApplication(recruiter, job, {
    name: 'Nameless Nora',
    email: 'nora@example.org',
  })
  const loop = await makeLoop(recruiter, job, id, { debugging: [owing, ben] })
  await submitLevels(ben, loop.interviews[0]!.scorecards[1]!.id, { diagnosis: 3, 'right-sizing': 2 })
  for (const name of ['candidates', 'applications', 'scorecards', 'decisions', 'audit'] as const) {
    const { text } = await downloaded(owing, name)
    for (const words of ['Nameless', 'nora@']) expect(text, name).not.toContain(words)
  }
  const own = (rows: Record<string, string>[]) => rows.filter((row) => row.candidate_id === String(candidateId))
  expect(own((await downloaded(owing, 'candidates')).rows)).toMatchObject([
    { name: `Candidate ${candidateId}`, email: '', phone: '' },
  ])
  expect(own((await downloaded(owing, 'applications')).rows)).toMatchObject([
    { state: '', scorecards_submitted: '', score: '', packets: '', decision: '', withheld: 'scorecard due' },
  ])
  expect((await downloaded(owing, 'scorecards')).rows.some(({ application }) => application === String(id))).toBe(false)
  const [decision] = (await downloaded(owing, 'decisions')).rows
  expect(decision).toMatchObject({ outcome: 'hire', run: '' })
  const audit = await downloaded(owing, 'audit')
  expect(audit.rows.every((row) => row.number === '' && row.hash === '' && row.previous_hash === '')).toBe(true)
  expect(audit.rows.some(({ act }) => act!.startsWith('calibration.'))).toBe(false)
  expect(await downloadArchive(owing)).toMatchObject({ error: { code: 'ARCHIVE_WITHHELD_CONFLICT' } })
  // Somebody else reads all of it.
  expect((await downloaded(recruiter, 'scorecards')).rows.some(({ application }) => application === String(id))).toBe(
    true,
  )
})

test('who is recused reads nothing of the application that colleagues wrote', async () => {
  const { organisationId } = panel
  const recused = await makeUser(organisationId, { roles: ['administrator'], name: 'Recused Rita' })
  expect((await downloaded(recused, 'decisions')).rows).toHaveLength(1)
  expect(await recuseFromApplication(recused, world.judged.id, { reason: 'I know the candidate.' })).toMatchObject({
    ok: true,
  })
  const own = (rows: Record<string, string>[]) =>
    rows.filter((row) => (row.application_id ?? row.application) === String(world.judged.id))
  expect(own((await downloaded(recused, 'applications')).rows)).toMatchObject([
    { state: '', score: '', decision: '', withheld: 'recused' },
  ])
  for (const name of ['scorecards', 'decisions'] as const)
    expect(own((await downloaded(recused, name)).rows)).toEqual([])
  const entries = await db().auditEntry.count({ where: { organisationId, applicationId: world.judged.id } })
  const all = await db().auditEntry.count({ where: { organisationId } })
  expect((await downloaded(recused, 'audit')).rows).toHaveLength(all - entries)
  expect(await downloadArchive(recused)).toMatchObject({ error: { code: 'ARCHIVE_WITHHELD_CONFLICT' } })
})

test('nobody has the archive while votes are sealed that a decision waits for, voter or not', async () => {
  const { organisationId, recruiter, job, anna, ben, vera, wim } = panel
  const levels = { diagnosis: 3, 'right-sizing': 3 } as const
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels },
    { by: ben, levels },
  ])
  const packetId = await sentPacket(recruiter, application.id)
  const voting: Viewer = { ...wim, grants: [...wim.grants, ...administrator.grants] }
  const offers = async () => [await archiveOffer(administrator), await archiveOffer(voting)]
  const sealed = { error: { code: 'ARCHIVE_WITHHELD_CONFLICT', message: expect.stringContaining('still sealed') } }
  expect(await offers()).toEqual(['offered', 'offered'])

  await sealVoteOf(vera, packetId, 1)
  expect(await offers()).toEqual(['sealed', 'sealed'])
  for (const viewer of [administrator, voting]) expect(await downloadArchive(viewer)).toMatchObject(sealed)
  await sealVoteOf(wim, packetId, 1)
  expect(await offers()).toEqual(['offered', 'offered'])

  await sealVoteOf(vera, packetId, 2)
  expect(await downloadArchive(voting)).toMatchObject(sealed)
  // A later packet does not reveal the votes on the earlier one, and its voters have yet to vote.
  await sentPacket(recruiter, application.id)
  expect(await offers()).toEqual(['sealed', 'sealed'])
  const { revision } = await db().application.findFirstOrThrow({ where: { organisationId, id: application.id } })
  const closing = { revision, state: 'withdrawn', reason: 'Took another offer.', cancelRest: true } as const
  expect(await closeApplication(recruiter, application.id, closing)).toMatchObject({ ok: true })
  expect(await offers()).toEqual(['offered', 'offered'])
})

test('the archive is for administrators from whom nothing is withheld, and its download is an entry', async () => {
  const { organisationId, recruiter } = panel
  expect(await downloadArchive(recruiter)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const done = await downloadArchive(administrator)
  if (!done.ok) throw new Error(done.error.message)
  let size = 0
  for await (const piece of done.value.content) size += (piece as Buffer).length
  expect(size).toBeGreaterThan(5_000)
  const [last] = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { number: 'desc' }, take: 1 })
  expect(last).toMatchObject({ act: 'organisation.exported', actorId: administrator.userId })
})
