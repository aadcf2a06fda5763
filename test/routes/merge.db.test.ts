import { expect, test } from 'vitest'
import { makeApplication, makeUser } from '~/demo/factories'
import { paths } from '~/paths'
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
