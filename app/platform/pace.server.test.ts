import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { pace } from './pace.server'

test('between two steps others have their turn', async () => {
  const pause = pace()
  let turns = 0
  const others = setInterval(() => turns++, 1)
  const end = performance.now() + 20
  while (performance.now() < end);
  await pause()
  clearInterval(others)
  expect(turns).toBeGreaterThan(1)
})

test('an aborted signal ends the work before and after the pause, with its reason', async () => {
  const stop = new AbortController()
  const pause = pace(stop.signal)
  await wait(5)
  const pausing = pause()
  stop.abort(new Error('the server is stopping'))
  await expect(pausing).rejects.toThrow('the server is stopping')
  await expect(pause()).rejects.toThrow('the server is stopping')
})
