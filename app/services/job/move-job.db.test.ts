import { beforeEach, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { canonical } from '~/domain/kit/canonical'
import { db, transaction } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { sha256 } from '~/platform/secret.server'
import { pinKit } from '~/services/kit/pin-kit.server'
import { compareVersions } from '~/services/kit/compare-versions.server'
import { staffedJob } from '../../../test/setup/panel'
import { moveJob, readJobMove } from './move-job.server'
import { readJob } from './read-jobs.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
let older: number

/** The job as it was pinned before the files changed: another name, one flag less. */
beforeEach(async () => {
  panel = await staffedJob()
  const { organisationId, job } = panel
  const { kit } = servedKit('ml-engineer')!
  const [first, ...criteria] = kit.criteria
  const before = {
    ...kit,
    version: '0.9',
    criteria: [{ ...first!, name: 'An older name' }, ...criteria],
    red_flags: kit.red_flags.slice(1),
  }
  const text = canonical(before)
  older = await transaction((tx) => pinKit(tx, organisationId, { kit: before, canonical: text, hash: sha256(text) }))
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { kitVersionId: older } })
})

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const look = async () => value(await readJobMove(panel.recruiter, panel.job.id))

test('the job says that the files have moved on, and what would change', async () => {
  const { recruiter, job, anna } = panel
  const planned = await makeApplication(recruiter, { ...job, kitVersionId: older })
  await makeLoop(recruiter, { ...job, kitVersionId: older }, planned.id, { debugging: [anna] })
  await makeApplication(recruiter, job)
  expect(value(await readJob(recruiter, job.id)).newer).toBe(servedKit('ml-engineer')!.kit.version)
  const move = await look()
  expect(move).toMatchObject({ kit: { from: '0.9' }, stay: 1, follow: 1 })
  expect(move.changes!.criteria.map(({ state, fields }) => [state, fields.map(({ label }) => label)])).toEqual([
    ['changed', ['Name']],
  ])
  expect(move.changes!.flags.map(({ state }) => state)).toEqual(['added'])
})

test('the job moves once, and the trail says from where to where', async () => {
  const { organisationId, recruiter, job } = panel
  const { to, writeKey } = await look()
  const form = { hash: to!.hash, writeKey }
  const both = await Promise.all([moveJob(recruiter, job.id, form), moveJob(recruiter, job.id, form)])
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  const entries = await db().auditEntry.findMany({ where: { organisationId, act: 'job.kit-moved' } })
  expect(entries).toHaveLength(1)
  expect(JSON.parse(entries[0]!.detail)).toMatchObject({ from: older, to: panel.job.kitVersionId })
  expect(value(await readJob(recruiter, job.id)).newer).toBeNull()
  expect(await look()).toMatchObject({ to: null, changes: null })
})

test('a version that nobody looked at is refused, and so is who may only read the job', async () => {
  const { organisationId, recruiter, job, vera } = panel
  const { to, writeKey } = await look()
  expect(await moveJob(recruiter, job.id, { hash: '0'.repeat(64), writeKey })).toMatchObject({
    error: { code: 'KIT_STALE' },
  })
  const form = { hash: to!.hash, writeKey }
  expect(await moveJob(vera, job.id, form)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const stranger = await makeUser((await staffedJob()).organisationId, { roles: ['administrator'] })
  expect(await moveJob(stranger, job.id, form)).toMatchObject({ error: { code: 'JOB_NOT_FOUND' } })
  const row = await db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: job.id } } })
  expect(row.kitVersionId).toBe(older)
})

test('any two pinned versions can be compared, and the files with the newest other one by default', async () => {
  const { recruiter, job } = panel
  const byDefault = value(await compareVersions(recruiter, 'ml-engineer', { from: null, to: null }))
  expect(byDefault).toMatchObject({ from: older, to: null, same: false })
  const back = value(await compareVersions(recruiter, 'ml-engineer', { from: job.kitVersionId, to: older }))
  expect(back.changes!.flags.map(({ state }) => state)).toEqual(['removed'])
  const none = value(await compareVersions(recruiter, 'research-scientist', { from: null, to: null }))
  expect(none.changes).toBeNull()
  const elsewhere = await staffedJob()
  const foreign = await compareVersions(recruiter, 'ml-engineer', { from: elsewhere.job.kitVersionId, to: null })
  expect(foreign).toMatchObject({ error: { code: 'KIT_NOT_FOUND' } })
})

test('the weights on the job’s page are those of need and maturity together', async () => {
  const { recruiter, job } = panel
  const { criteria, maturity } = value(await readJob(recruiter, job.id))
  const { more } = servedKit('ml-engineer')!.kit.maturity[maturity]
  expect(more.length).toBeGreaterThan(0)
  for (const { id, change, weight } of criteria) {
    const base = servedKit('ml-engineer')!.kit.criteria.find((one) => one.id === id)!.weight.balanced
    expect([id, change, weight]).toEqual([id, more.includes(id) ? 1 : change, base + change])
  }
})
