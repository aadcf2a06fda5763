import { expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { paths } from '~/paths'
import { db } from '~/platform/db.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

const setCookies = (answer: Response) => answer.headers.getSetCookie().map((set) => set.split(';')[0]!)

test('a merge that is asked for again, or opened again, leads to the list that says why', async () => {
  const panel = await staffedJob()
  const administrator = await makeUser(panel.organisationId, { roles: ['administrator'] })
  const [keep, other, third] = [
    await makeApplication(administrator, panel.job),
    await makeApplication(administrator, panel.job),
    await makeApplication(administrator, panel.job),
  ]
  const cookie = await cookieOf(administrator)
  const pair = paths.mergeCandidates(keep.candidateId, other.candidateId)
  const merge = (keepId: number) => ask(request(pair, { cookie, form: { intent: 'merge', keepId: String(keepId) } }))
  const shown = async (answer: Response) => {
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, paths.duplicateCandidates()])
    const list = await ask(request(paths.duplicateCandidates(), { cookie: [cookie, ...setCookies(answer)].join('; ') }))
    expect(list.status).toBe(200)
    return list.text()
  }

  const first = await merge(keep.candidateId)
  expect([first.status, first.headers.get('Location')]).toEqual([302, paths.candidate(keep.candidateId)])
  const together = 'These two candidates are merged. The merge can be undone here.'
  expect(await shown(await merge(keep.candidateId))).toContain(together)
  expect(await shown(await merge(other.candidateId))).toContain(together)
  expect(await shown(await ask(request(pair, { cookie })))).toContain(together)
  const withThird = paths.mergeCandidates(third.candidateId, other.candidateId)
  expect(await shown(await ask(request(withThird, { cookie })))).toContain('Undo that merge first.')
  expect(await mergeCandidates(administrator, { keepId: other.candidateId, otherId: keep.candidateId })).toMatchObject({
    error: { code: 'MERGED_TOGETHER_CONFLICT' },
  })
})

test('a page that was opened before does not undo a later merge, or a later decision', async () => {
  const panel = await staffedJob()
  const administrator = await makeUser(panel.organisationId, { roles: ['administrator'] })
  const cookie = await cookieOf(administrator)
  const { organisationId } = panel
  const [{ candidateId: first }, { candidateId: other }, { candidateId: third }] = [
    await makeApplication(administrator, panel.job),
    await makeApplication(administrator, panel.job),
    await makeApplication(administrator, panel.job),
  ]
  const post = (form: Record<string, string>) => ask(request(paths.duplicateCandidates(), { cookie, form }))
  const undo = { intent: 'unmerge', candidateId: String(other), intoId: String(first) }
  await mergeCandidates(administrator, { keepId: first, otherId: other })
  expect((await post(undo)).status).toBe(302)
  await mergeCandidates(administrator, { keepId: third, otherId: other })
  const refused = await post(undo)
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('the candidate was merged into another')
  const where = { organisationId_id: { organisationId, id: other } }
  expect(await db().candidate.findUniqueOrThrow({ where })).toMatchObject({ mergedIntoId: third })

  const { candidateId: fourth } = await makeApplication(administrator, panel.job)
  const apart = { intent: 'keep-apart', firstId: String(first), secondId: String(fourth) }
  const pair = () => db().distinctCandidates.findFirst({ where: { organisationId, firstId: first } })
  expect((await post(apart)).status).toBe(302)
  const again = { intent: 'list-again', pairId: String((await pair())!.id) }
  expect((await post(again)).status).toBe(302)
  expect((await post(apart)).status).toBe(302)
  expect((await post(again)).status).toBe(404)
  expect(await pair()).not.toBeNull()
})

test('every merge and every pair of different people can be seen and undone, however many came after', async () => {
  const panel = await staffedJob()
  const administrator = await makeUser(panel.organisationId, { roles: ['administrator'] })
  const { organisationId, userId } = administrator
  const cookie = await cookieOf(administrator)
  const made = (name: string, mergedIntoId: number | null = null) =>
    db().candidate.create({ data: { organisationId, name, createdById: userId, mergedIntoId }, select: { id: true } })
  const keep = await made('Kept')
  const merged: number[] = []
  const pairs: number[] = []
  for (let at = 0; at < 101; at++) {
    merged.push((await made(`Merged ${at}.`, keep.id)).id)
    const { id: secondId } = await made(`Different ${at}.`)
    const data = { organisationId, firstId: keep.id, secondId, decidedById: userId }
    pairs.push((await db().distinctCandidates.create({ data, select: { id: true } })).id)
  }
  const lists: { name: string; label: string; oldest: Record<string, string> }[] = [
    {
      name: 'mergedBefore',
      label: 'Merged',
      oldest: { intent: 'unmerge', candidateId: String(merged[0]), intoId: String(keep.id) },
    },
    { name: 'apartBefore', label: 'Different', oldest: { intent: 'list-again', pairId: String(pairs[0]) } },
  ]
  for (const { name, label, oldest } of lists) {
    const seen = new Set<string>()
    const visited: string[] = []
    for (let path: string | undefined = paths.duplicateCandidates(); path;) {
      visited.push(path)
      const text = await (await ask(request(path, { cookie }))).text()
      for (const [one] of text.matchAll(new RegExp(`${label} \\d+\\.`, 'g'))) seen.add(one)
      const older = [...text.matchAll(/href="([^"]*)"[^>]*>View older/g)].map((one) => one[1]!.replaceAll('&amp;', '&'))
      path = older.find((href) => href.match(/\w+Before=/g)?.join() === `${name}=`)
    }
    expect([visited.length, seen.size], label).toEqual([3, 101])
    // An act on a later page comes back to it.
    const undone = await ask(request(visited[2]!, { cookie, form: oldest }))
    expect([undone.status, undone.headers.get('Location')]).toEqual([302, visited[2]])
  }
})

test('every group of possible duplicates can be reached, however many there are', async () => {
  const panel = await staffedJob()
  const { organisationId } = panel
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const cookie = await cookieOf(administrator)
  const pairs = Array.from({ length: 101 }, (_, at) => `twice-${at}@example.org`)
  const rows = pairs.flatMap((email) => [1, 2].map((one) => ({ organisationId, email, name: `Person ${one}` })))
  await db().candidate.createMany({ data: rows.map((row) => ({ ...row, createdById: administrator.userId })) })
  const seen = new Set<string>()
  const visited: string[] = []
  for (let path: string | undefined = paths.duplicateCandidates(); path;) {
    visited.push(path)
    const text = await (await ask(request(path, { cookie }))).text()
    for (const [one] of text.matchAll(/twice-\d+@/g)) seen.add(one)
    path = /href="([^"]*)"[^>]*>Next page/.exec(text)?.[1]
  }
  expect([visited.length, seen.size]).toEqual([3, 101])
  // No address stands in the URL, and an act on a later page comes back to it.
  for (const path of visited.slice(1)) expect(path).toMatch(/\?after=\d+$/)
  const last = await db().candidate.findMany({ where: { organisationId, email: 'twice-99@example.org' } })
  const [firstId, secondId] = last.map(({ id }) => String(id)).sort() as [string, string]
  const kept = await ask(request(visited[2]!, { cookie, form: { intent: 'keep-apart', firstId, secondId } }))
  expect([kept.status, kept.headers.get('Location')]).toEqual([302, visited[2]])

  // Where a page begins must not tell how the address of somebody sorts whose name is hidden from the viewer.
  const blind = await makeUser(organisationId, { roles: ['administrator', 'interviewer'] })
  const job = await makeJob(panel.recruiter, { namesHidden: true })
  const hidden = await makeApplication(panel.recruiter, job, { email: 'twice-500@example.org' })
  await makeLoop(panel.recruiter, job, hidden.id, { debugging: [blind] })
  const page = async (after: number) => {
    const asked = request(`${paths.duplicateCandidates()}?after=${after}`, { cookie: await cookieOf(blind) })
    return /twice-\d+@/.exec(await (await ask(asked)).text())?.[0]
  }
  expect(await page(hidden.candidateId)).toBe('twice-0@')
})
