import { expect, test } from 'vitest'
import { elapsedSeconds, isRunning, mergeRuns, notStarted, pressClock, resetClock } from './interview-run'

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 30, 14, minute, second))

test('the clock stands before its start, runs, rests in a pause, and goes on from there', () => {
  const none = notStarted()
  expect(elapsedSeconds(none, at(5))).toBeNull()
  const started = pressClock(none, at(7))
  expect([isRunning(started), elapsedSeconds(started, at(12, 30))]).toEqual([true, 330])
  const paused = pressClock(started, at(12, 30))
  expect([isRunning(paused), elapsedSeconds(paused, at(40))]).toEqual([false, 330])
  const resumed = pressClock(paused, at(15))
  expect([isRunning(resumed), elapsedSeconds(resumed, at(16))]).toEqual([true, 390])
  expect(resetClock({ ...resumed, step: 4 })).toEqual({ ...notStarted(), step: 4 })
})

test('a device whose clock is behind shows nought, never less', () => {
  expect(elapsedSeconds(pressClock(notStarted(), at(30)), at(10))).toBe(0)
})

test('of two windows the one that changed wins, and of two starts the earlier one', () => {
  const base = notStarted()
  const mine = { ...pressClock(base, at(3)), step: 2 }
  const theirs = pressClock(base, at(1))
  expect(mergeRuns(base, base, theirs)).toBe(theirs)
  expect(mergeRuns(base, mine, base)).toBe(mine)
  expect(mergeRuns(base, mine, theirs)).toEqual({ ...theirs, step: 2 })
  expect(mergeRuns(base, { ...base, step: 3 }, theirs)).toEqual({ ...theirs, step: 3 })
})
