import { expect, test } from 'vitest'
import { assignedAtOnce } from './earlier-run'

const MINUTE = 60_000
const card = (userId: number, minutes: number) => ({
  userId,
  assignedOrder: minutes,
  assignedAt: new Date(Date.UTC(2026, 10, 20, 12) + minutes * MINUTE),
})

test('assigned within the hour in which the first interviewer was is at once; later, or not at all, is not', () => {
  const cards = [card(1, 0), card(2, 59), card(3, 61), card(1, 600)]
  expect([1, 2, 3, 4].map((userId) => assignedAtOnce(cards, userId))).toEqual([true, true, false, false])
})
