import { expect, test } from 'vitest'
import { markDisagreements } from './mark-disagreements'
import type { MatrixCell } from './matrix-row'

const level = (value: 1 | 2 | 3 | 4): MatrixCell => ({ kind: 'level', level: value })
const none: MatrixCell = { kind: 'not-planned' }

test('two levels apart in one session and criterion are framed, one level apart is not', () => {
  const rows = [
    { session: 1, cells: [level(2), level(3)] },
    { session: 1, cells: [level(4), level(4)] },
  ]
  expect(markDisagreements(rows)).toEqual([
    [true, false],
    [true, false],
  ])
})

test('only the ends of a wide session are framed', () => {
  const rows = [1, 3, 4].map((value) => ({ session: 'a', cells: [level(value as 1 | 3 | 4)] }))
  expect(markDisagreements(rows)).toEqual([[true], [false], [true]])
})

test('sessions are not compared with one another, and a blank is no level', () => {
  const rows = [
    { session: 1, cells: [level(1), none] },
    { session: 2, cells: [level(4), level(4)] },
    { session: 2, cells: [{ kind: 'not-assessed' } as const, level(4)] },
  ]
  expect(markDisagreements(rows).flat()).not.toContain(true)
})
