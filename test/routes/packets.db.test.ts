// Runs on one database: answers to a ballot.
import { beforeAll, expect, test, vi } from 'vitest'
import type { Viewer } from '~/domain/policy/policy'
import { judgedApplication, sentPacket, staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

vi.setConfig({ testTimeout: 90_000 })

let staff: Awaited<ReturnType<typeof staffedJob>>
let packetId: number

// The forms as they are posted without a script: what comes back is a whole page.
beforeAll(async () => {
  staff = await staffedJob()
  const { recruiter, job, anna, ben } = staff
  const levels = { diagnosis: 3, 'right-sizing': 3 } as const
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels },
    { by: ben, levels },
  ])
  packetId = await sentPacket(recruiter, application.id)
}, 240_000)

async function post(by: Viewer, form: Record<string, string>) {
  const answer = await ask(request(`/packets/${packetId}`, { cookie: await cookieOf(by), form }))
  return { status: answer.status, page: await answer.text() }
}
const ballot = (by: Viewer, reason: string) => ({
  intent: 'vote',
  round: '1',
  writeKey: `key-of-${by.userId}`,
  choice: 'hire',
  reason,
})

test('a ballot without its round, or for a third one, is refused', async () => {
  for (const round of ['', '3', 'first']) {
    const { status } = await post(staff.vera, { ...ballot(staff.vera, 'It holds.'), round })
    expect(status).toBe(422)
  }
})

test('a changed vote shows what is sealed beside what was sent', async () => {
  const { vera } = staff
  expect((await post(vera, ballot(vera, 'It holds.'))).status).toBe(302)
  expect((await post(vera, ballot(vera, 'It holds.'))).status).toBe(302)
  const { status, page } = await post(vera, ballot(vera, 'It does not hold after all.'))
  expect(status).toBe(409)
  expect(page).toContain('It holds.')
  expect(page).toContain('It does not hold after all.')
  expect(page).toContain('Sent just now, not stored')
})

test('a late first-round ballot says that the votes are revealed, keeps the reasons and offers a second vote', async () => {
  const { wim, xenia } = staff
  expect((await post(wim, ballot(wim, 'Wim would hire.'))).status).toBe(302)
  const { status, page } = await post(xenia, ballot(xenia, 'Xenia wrote this unread.'))
  expect(status).toBe(409)
  expect(page).toContain('The first votes were revealed before this ballot arrived.')
  // Beside the message and in the form for the second vote.
  expect(page.split('Xenia wrote this unread.').length).toBeGreaterThan(2)
  expect(page).toContain('Read the votes and seal a second vote')
  expect(page).toContain('name="round" value="2"')
  expect(page).toContain('Wim would hire.')
})
