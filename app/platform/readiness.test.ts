import { expect, test, vi } from 'vitest'
import { logger } from './logger.server'
import { tryDisk } from './readiness.server'
import { asUnavailable, diskWasFull } from './unavailable.server'

const failing = (code: string) => ({
  runScript: () => Promise.reject(Object.assign(new Error('no'), { code })),
})

test('a disk that was full is so until a trial writes to it, however long that is', async () => {
  vi.spyOn(logger, 'error').mockImplementation(() => {})
  vi.useFakeTimers()
  try {
    expect(diskWasFull()).toBe(false)
    asUnavailable(Object.assign(new Error('no'), { code: '53100' }))
    vi.advanceTimersByTime(3_600_000)
    expect(diskWasFull()).toBe(true)
    expect(await tryDisk(failing('53100'))).toMatch(/^the disk of the database is full/)
    expect(diskWasFull()).toBe(true)
    expect(await tryDisk({ runScript: () => Promise.resolve() })).toBeNull()
    expect(diskWasFull()).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

test('a trial that fails for another reason does not keep a server out of service', async () => {
  vi.spyOn(logger, 'error').mockImplementation(() => {})
  asUnavailable(Object.assign(new Error('no'), { code: '53100' }))
  expect(await tryDisk(failing('42501'))).toBeNull()
  expect(diskWasFull()).toBe(false)
})
