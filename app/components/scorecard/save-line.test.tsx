import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { SaveLine } from './save-line'
import { send } from './send'

test.each([
  [503, 'server', 'The server is not available. On this device only, 14:02'],
  [500, 'server', 'The server is not available. On this device only, 14:02'],
  [null, 'connection', 'No connection. On this device only, 14:02'],
] as const)(
  'a save that is answered with %s is kept on the device, and the line says why',
  async (status, why, line) => {
    const answer = () =>
      status === null
        ? Promise.reject(new TypeError('fetch failed'))
        : Promise.resolve(new Response('Away', { status }))
    const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
    const sent = await send('/scorecards/1/draft', 'PUT', '1.1', {})
    expect(sent).toEqual({ got: 'nothing', why })
    // The server refuses it once another person has signed in here.
    expect(new Headers(fetch.mock.lastCall?.[1]?.headers).get('X-Form-Account')).toBe('1.1')
    const { container } = render(<SaveLine standing={{ state: 'held', at: '14:02', onDevice: true, why }} />)
    expect(container.textContent?.replace(/\s+/g, ' ').trim()).toContain(line)
  },
)

test('a device that cannot keep a copy is named, whatever the reason', () => {
  const { container } = render(<SaveLine standing={{ state: 'held', at: '14:02', onDevice: false, why: 'server' }} />)
  expect(container.textContent).toContain(
    'Not saved: the server is not available, and this device keeps nothing. Leave this window open.',
  )
})
