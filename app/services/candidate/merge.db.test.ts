import { beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser, type MadeJob } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { staffedJob, judgedApplication, sentPacket } from '../../../test/setup/panel'
import { changeAsShown } from '../../../test/setup/change-candidate'
import { statementsOf } from '../../../test/setup/statements'
import { readPacket } from '../decision/read-packet.server'
import { addCandidate, changeCandidate, openApplication } from './candidates.server'
import { markDistinct, unmarkDistinct } from './distinct-candidates.server'
import { mergeCandidates, unmergeCandidate } from './merge-candidates.server'
import { listCandidates, readCandidate } from './read-candidates.server'
import { readDuplicates, readMerge } from './read-duplicates.server'

const EMAIL = 'noor@example.org'
const asked = { search: '', jobId: null, state: 'all', after: null } as const

let panel: Awaited<ReturnType<typeof staffedJob>>
let administrator: Viewer
let secret: MadeJob
/** A candidate of the panel's job and one of a confidential job, with one address. */
let open: { id: number; candidateId: number }
let hidden: { id: number; candidateId: number }
beforeEach(async () => {
  panel = await staffedJob()
  administrator = await makeUser(panel.organisationId, { roles: ['administrator'] })
  secret = await makeJob(administrator, { confidential: true })
  open = await makeApplication(administrator, panel.job, { name: 'Noor Haddad', email: EMAIL })
  hidden = await makeApplication(administrator, secret, { name: 'N. Haddad', email: EMAIL })
})

const undo = () => ({ candidateId: hidden.candidateId, intoId: open.candidateId })
const merge = (by: Viewer) => mergeCandidates(by, { keepId: open.candidateId, otherId: hidden.candidateId })

describe('two candidates with one address', () => {
  test('are shown to an administrator and to nobody else', async () => {
    expect(await readDuplicates(panel.recruiter)).toMatchObject({ error: { code: 'FORBIDDEN' } })
    const found = await readDuplicates(administrator)
    expect(found).toMatchObject({ value: { groups: [{ email: EMAIL }], merged: [] } })
    expect(found.ok && found.value.groups[0]!.candidates.map(({ id }) => id)).toEqual([
      open.candidateId,
      hidden.candidateId,
    ])
    const both = await readMerge(administrator, open.candidateId, hidden.candidateId)
    expect(both.ok && both.value.candidates.map(({ applications }) => applications[0]!.confidential)).toEqual([
      false,
      true,
    ])
  })

  test('an organisation without any has an empty list', async () => {
    const other = await staffedJob()
    const alone = await makeUser(other.organisationId, { roles: ['administrator'] })
    const nothing = { groups: [], next: null, apart: [], apartOlder: null, merged: [], mergedOlder: null }
    expect(await readDuplicates(alone)).toEqual({ ok: true, value: nothing })
  })

  test('are left out where the administrator’s own interview hides the name', async () => {
    const both = await makeUser(panel.organisationId, { roles: ['administrator', 'interviewer'] })
    const masked = await makeJob(administrator, { namesHidden: true })
    const made = await makeApplication(administrator, masked, { email: EMAIL })
    await makeLoop(administrator, masked, made.id, { debugging: [both] })
    const found = await readDuplicates(both)
    expect(JSON.stringify(found)).not.toContain(`"id":${made.candidateId},`)
    const pair = { keepId: open.candidateId, otherId: made.candidateId }
    expect(await mergeCandidates(both, pair)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })
})

describe('merged', () => {
  test('they are one line and one page, and apart again after undoing it', async () => {
    const before = [await listCandidates(administrator, asked), await readCandidate(administrator, open.candidateId)]
    expect(await merge(administrator)).toMatchObject({ ok: true })
    const list = await listCandidates(administrator, asked)
    expect(list.total).toBe(1)
    expect(list.candidates[0]).toMatchObject({ id: open.candidateId, name: 'Noor Haddad' })
    expect(list.candidates[0]!.applications.map(({ id }) => id)).toEqual([hidden.id, open.id])
    const page = await readCandidate(administrator, open.candidateId)
    expect(page).toMatchObject({ value: { merged: [hidden.candidateId], keptId: null } })
    expect(page.ok && page.value.applications.map(({ id }) => id)).toEqual([hidden.id, open.id])
    expect(await readCandidate(administrator, hidden.candidateId)).toMatchObject({
      value: { keptId: open.candidateId },
    })
    for (const search of ['N. Haddad', String(hidden.candidateId)])
      expect((await listCandidates(administrator, { ...asked, search })).candidates[0]).toMatchObject({
        id: open.candidateId,
      })
    expect((await listCandidates(administrator, { ...asked, jobId: secret.id })).total).toBe(1)

    expect(await unmergeCandidate(administrator, undo())).toMatchObject({ ok: true })
    expect([await listCandidates(administrator, asked), await readCandidate(administrator, open.candidateId)]).toEqual(
      before,
    )
    const { organisationId } = panel
    const acts = await db().auditEntry.findMany({
      where: { organisationId, act: { startsWith: 'candidate.' }, subjectId: hidden.candidateId },
      orderBy: { id: 'asc' },
    })
    expect(acts.map(({ act }) => act)).toEqual(['candidate.merged', 'candidate.unmerged'])
  })

  test.each(['into the visible one', 'into the hidden one'])(
    '%s, a recruiter outside the confidential job is told the same as before, by the same statements',
    async (direction) => {
      const outsider = panel.recruiter
      const told = () =>
        statementsOf(async () => [
          await listCandidates(outsider, asked),
          await listCandidates(outsider, { ...asked, search: EMAIL }),
          await readCandidate(outsider, open.candidateId),
          await readCandidate(outsider, hidden.candidateId),
          await changeAsShown(outsider, open.candidateId, { name: 'Noor H.', email: EMAIL, phone: null }),
          await changeAsShown(outsider, open.candidateId, { name: 'Noor Haddad', email: EMAIL, phone: null }),
        ])
      await told()
      const before = await told()
      const pair = [open.candidateId, hidden.candidateId] as const
      const [keepId, otherId] = direction === 'into the visible one' ? pair : [pair[1], pair[0]]
      expect(await mergeCandidates(administrator, { keepId, otherId })).toMatchObject({ ok: true })
      expect(await told()).toEqual(before)
    },
  )

  test('an open application of either stands in the way of another for the same job', async () => {
    expect(await merge(administrator)).toMatchObject({ ok: true })
    expect(await openApplication(administrator, open.candidateId, secret.id)).toMatchObject({
      error: { code: 'APPLICATION_OPEN_CONFLICT' },
    })
  })

  test('their address is one that is taken, and may be corrected on the one kept', async () => {
    expect(await merge(administrator)).toMatchObject({ ok: true })
    const form = { name: 'Again', email: EMAIL, phone: null, jobId: null, writeKey: 'added-again-1' }
    expect(await addCandidate(panel.recruiter, form)).toMatchObject({ error: { code: 'EMAIL_CONFLICT' } })
    const other = { name: 'Noor Haddad', email: 'new@example.org', phone: null }
    expect(await changeAsShown(administrator, open.candidateId, other)).toMatchObject({ ok: true })
    expect(await changeAsShown(administrator, open.candidateId, { ...other, email: EMAIL })).toMatchObject({
      ok: true,
    })
  })

  test('a change from a page that was opened before does not go to the record that no page shows', async () => {
    const page = await readCandidate(administrator, hidden.candidateId)
    expect(await merge(administrator)).toMatchObject({ ok: true })
    const late = { name: 'N. Haddad', email: EMAIL, phone: '+31 6 1', seen: page.ok ? page.value.seen : '' }
    expect(await changeCandidate(administrator, hidden.candidateId, late)).toMatchObject({
      error: { code: 'CANDIDATE_MERGED_CONFLICT', keptId: open.candidateId },
    })
    const where = { organisationId_id: { organisationId: panel.organisationId, id: hidden.candidateId } }
    expect(await db().candidate.findUniqueOrThrow({ where })).toMatchObject({ phone: null })
  })

  test('a packet that was sent before still holds', async () => {
    const { recruiter, job, anna, vera } = panel
    const judged = await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 2 } }])
    const packetId = await sentPacket(recruiter, judged.id)
    const before = await readPacket(vera, packetId)
    const pair = { keepId: open.candidateId, otherId: judged.candidateId }
    expect(await mergeCandidates(administrator, pair)).toMatchObject({ ok: true })
    const after = await readPacket(vera, packetId)
    expect(after).toMatchObject({ value: { reading: { intact: true } } })
    expect(after).toEqual(before)
  })
})

test('two who are not the same person are listed no more, until that is taken back', async () => {
  const pair = { firstId: hidden.candidateId, secondId: open.candidateId }
  const { organisationId } = panel
  const stranger = await makeUser((await staffedJob()).organisationId, { roles: ['administrator'] })
  expect(await markDistinct(panel.recruiter, pair)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await markDistinct(stranger, pair)).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
  const twice = await Promise.all([markDistinct(administrator, pair), markDistinct(administrator, pair)])
  expect(twice.every(({ ok }) => ok)).toBe(true)
  const list = async () => {
    const found = await readDuplicates(administrator)
    if (!found.ok) throw new Error(found.error.code)
    return found.value
  }
  const { groups, apart } = await list()
  expect(groups).toEqual([])
  expect(apart.map(({ first, second }) => [first.name, second.name])).toEqual([['Noor Haddad', 'N. Haddad']])
  const acts = { organisationId, act: { in: ['candidate.kept-apart', 'candidate.listed-again'] } }
  expect(await db().auditEntry.count({ where: acts })).toBe(1)

  // A third with the address may still be either of them; the two stay apart.
  const third = await makeApplication(administrator, panel.job, { email: EMAIL })
  expect((await list()).groups[0]!.candidates).toHaveLength(3)
  await markDistinct(administrator, { firstId: open.candidateId, secondId: third.candidateId })
  expect((await list()).groups[0]!.candidates.map(({ id }) => id)).toEqual([hidden.candidateId, third.candidateId])

  const { id } = apart[0]!
  expect(await unmarkDistinct(panel.recruiter, id)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await unmarkDistinct(stranger, id)).toMatchObject({ error: { code: 'PAIR_NOT_FOUND' } })
  expect(await unmarkDistinct(administrator, id)).toMatchObject({ ok: true })
  expect(await unmarkDistinct(administrator, id)).toMatchObject({ error: { code: 'PAIR_NOT_FOUND' } })
  expect((await list()).groups[0]!.candidates).toHaveLength(3)
  expect(await db().auditEntry.count({ where: acts })).toBe(3)
})

test('addresses that were all looked at do not hide those that come after them', async () => {
  const { organisationId } = panel
  const pairs = Array.from({ length: 51 }, (_, at) => ({ email: `a${String(at).padStart(2, '0')}@example.org` }))
  const made = { organisationId, createdById: administrator.userId, createdAt: new Date() }
  const decided = { organisationId, decidedById: administrator.userId, decidedAt: new Date() }
  const twice = pairs.flatMap(({ email }) => [1, 2].map((one) => ({ ...made, email, name: `Person ${one}` })))
  await db().candidate.createMany({ data: twice })
  const rows = await db().candidate.findMany({ where: { organisationId, email: { startsWith: 'a' } } })
  for (const { email } of pairs) {
    const [firstId, secondId] = rows.filter((row) => row.email === email).map(({ id }) => id) as [number, number]
    await db().distinctCandidates.create({
      data: { ...decided, firstId: Math.min(firstId, secondId), secondId: Math.max(firstId, secondId) },
    })
  }
  const found = await readDuplicates(administrator)
  expect(found).toMatchObject({ value: { next: null, groups: [{ email: EMAIL }] } })
})

test('what cannot be merged says why, and changes nothing', async () => {
  const { recruiter } = panel
  const [keepId, otherId] = [open.candidateId, hidden.candidateId]
  const stranger = await makeUser((await staffedJob()).organisationId, { roles: ['administrator'] })
  expect(await merge(recruiter)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await merge(stranger)).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
  expect(await mergeCandidates(administrator, { keepId, otherId: keepId })).toMatchObject({
    error: { code: 'SAME_CANDIDATE' },
  })
  expect(await unmergeCandidate(administrator, undo())).toMatchObject({ error: { code: 'NOT_MERGED_CONFLICT' } })
  expect(await unmergeCandidate(stranger, undo())).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
  const twice = await Promise.all([
    merge(administrator),
    mergeCandidates(administrator, { keepId: otherId, otherId: keepId }),
  ])
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
  const third = await makeApplication(administrator, panel.job, { email: EMAIL })
  const [kept] = await db().candidate.findMany({
    where: { organisationId: panel.organisationId, merged: { some: {} } },
  })
  const below = { keepId: third.candidateId, otherId: kept!.id }
  expect(await mergeCandidates(administrator, below)).toMatchObject({ error: { code: 'MERGED_BEFORE_CONFLICT' } })
})
