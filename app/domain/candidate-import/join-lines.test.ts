import { expect, test } from 'vitest'
import { lineJoiner } from './join-lines'
import type { Person, ReadLine } from './read-line'
import { isSameName } from './same-name'
import type { LineChoice } from './settings'

const lineOf = (line: number, name: string, addresses: string[], job: string | null = null): ReadLine => {
  const person: Person = {
    name,
    email: addresses[0] ?? null,
    addresses,
    phone: null,
    otherPhones: [],
    source: null,
    tags: [],
    notes: [],
    applications: job === null ? [] : [{ jobId: null, job, stage: null }],
  }
  return { line, cells: { name, email: addresses[0] ?? '', phone: '', job: job ?? '' }, ok: true, person }
}

const AGENCY = 'jobs@agency.example'
const joined = (choices: Record<number, LineChoice>, lines: ReadLine[]) =>
  lines.map(lineJoiner((line) => choices[line]))
const table = () => [
  lineOf(2, 'Ada Lovelace', [AGENCY], 'ML Engineer'),
  lineOf(3, 'Bob Bo', [AGENCY], 'Research Scientist'),
  lineOf(4, 'Bo, Bob', [AGENCY], 'Cook'),
]

test('another name with the same address is a question, and left out until it is answered', () => {
  const [ada, bob, again] = joined({}, table())
  expect(ada).toMatchObject({ joins: null, person: { applications: [{ job: 'ML Engineer' }] } })
  expect(bob).toMatchObject({
    ok: true,
    choice: 'leave-out',
    shares: { line: 2, name: 'Ada Lovelace', address: AGENCY },
    person: { name: 'Bob Bo' },
  })
  expect(again).toMatchObject({ choice: 'leave-out', shares: { line: 2 } })
})

test('kept apart, the other name is a person whom later lines join', () => {
  const [ada, bob, again] = joined({ 3: 'apart' }, table())
  expect(ada).toMatchObject({ person: { applications: [{ job: 'ML Engineer' }] } })
  expect(bob).toMatchObject({
    choice: 'apart',
    person: { name: 'Bob Bo', applications: [{ job: 'Research Scientist' }, { job: 'Cook' }] },
  })
  expect(again).toMatchObject({ person: null, joins: 3 })
})

test('added to the earlier line, the other name is not lost', () => {
  const [ada, , again] = joined({ 3: 'merge' }, table())
  expect(ada).toMatchObject({
    person: {
      name: 'Ada Lovelace',
      applications: [{ job: 'ML Engineer' }, { job: 'Research Scientist' }, { job: 'Cook' }],
      notes: ['Also listed as Bob Bo.'],
    },
  })
  expect(again).toMatchObject({ person: null, joins: 2 })
})

test.each([
  ['Ada Lovelace', 'Lovelace, Ada', true],
  ['Ada Lovelace', 'A. LOVELACE', true],
  ['Ada King Lovelace', 'Ada Lovelace', true],
  ['Jürgen Groß', 'JURGEN GROSS', true],
  ['Ada Lovelace', 'Bob Lovelace', false],
  ['A. B. Lovelace', 'Ada Cy Lovelace', false],
  ['Ada Lovelace', 'Bob Bo', false],
])('“%s” and “%s”: one person’s name? %s', (one, other, same) => {
  expect(isSameName(one, other)).toBe(same)
  expect(isSameName(other, one)).toBe(same)
})
