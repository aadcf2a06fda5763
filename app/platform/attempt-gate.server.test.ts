import { expect, test } from 'vitest'
import { makeGate } from './attempt-gate.server'

test('so many are inside from one place and from all, and whoever leaves makes room', () => {
  const enter = makeGate({ inside: 4, fromOne: 2 })
  const stranger = (place: string) => enter({ place, known: false })
  const first = stranger('a')
  expect([stranger('a'), stranger('b'), stranger('c')]).not.toContain(null)
  expect(stranger('a'), 'a third from one place').toBeNull()
  expect(stranger('d'), 'a fifth from anywhere').toBeNull()
  first?.()
  first?.()
  expect(stranger('d')).not.toBeNull()
  expect(stranger('e')).toBeNull()
})

test('those who show a device take no place of those who show none, nor the other way round', () => {
  const enter = makeGate({ inside: 1, fromOne: 1 })
  for (const known of [true, false]) {
    expect(enter({ place: 'a', known })).not.toBeNull()
    expect(enter({ place: 'b', known })).toBeNull()
  }
})
