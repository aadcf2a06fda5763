import { expect, test } from 'vitest'
import { damageOf, isMissing } from '~/tables'
import { columnsProblem, type ImportField } from './fields'
import { jobMatcher, type JobChoice } from './jobs'
import { lineJoiner } from './join-lines'
import { lineReader } from './read-line'

const jobs = [
  { id: 1, name: 'ML Engineer' },
  { id: 2, name: 'Research Scientist' },
  { id: 3, name: 'Twin' },
  { id: 4, name: 'twin' },
  { id: 5, name: 'WEISS‐BURO LODZ' },
]

const HEADERS: Record<string, ImportField> = {
  name: 'name',
  email: 'email',
  more: 'otherEmails',
  phone: 'phone',
  mobile: 'phone',
  job: 'job',
  stage: 'stage',
  notes: 'notes',
  remarks: 'notes',
  tags: 'tags',
  source: 'source',
  first: 'firstName',
  last: 'lastName',
}

/** The lines of a small table after reading and joining; the first row is the header. */
function linesOf(
  [header, ...rows]: [string[], ...string[][]],
  chosen: Record<string, JobChoice> = {},
  jobId: number | null = null,
) {
  const read = lineReader({
    header,
    columns: header.map((name) => HEADERS[name] ?? 'ignore'),
    jobId,
    jobs: jobMatcher(jobs, new Map(Object.entries(chosen))),
    isMissing,
    damageOf,
  })
  const join = lineJoiner()
  return rows.map((cells, at) => join(read({ line: at + 2, cells })))
}
const personOf = (table: [string[], string[]]) => {
  const [line] = linesOf(table)
  if (!line?.ok || !line.person) throw new Error(JSON.stringify(line))
  return line.person
}
const problemOf = (table: [string[], string[]]) => {
  const [line] = linesOf(table)
  return line && !line.ok ? { column: line.column, problem: line.problem } : null
}

test('a cell of several addresses gives the first to the candidate and keeps the others', () => {
  expect(
    personOf([
      ['name', 'email'],
      ['Yara', 'yara@example.org; yh@example.net'],
    ]),
  ).toMatchObject({
    email: 'yara@example.org',
    addresses: ['yara@example.org', 'yh@example.net'],
  })
  expect(
    personOf([
      ['name', 'email', 'more'],
      ['Chidi', 'Chidi <C@example.org>', 'mailto:ce@example.net\nc@example.org'],
    ]),
  ).toMatchObject({
    email: 'c@example.org',
    addresses: ['c@example.org', 'ce@example.net'],
  })
})

test('invisible signs in addresses are removed, and a composed address is the same as a decomposed one', () => {
  const people = [
    ['Yara Haddad', 'yara@example.org'],
    ['Yara Haddad', '\u200byara@example.org'],
    ['Y. Haddad', 'yara@example.org\ufeff'],
    ['J', 'ju\u0308rgen@example.org'],
    ['J2', 'j\u00fcrgen@example.org'],
  ]
  const lines = linesOf([['name', 'email'], ...people])
  expect(lines.map(({ ok }) => ok)).toEqual([true, false, false, true, false])
  expect(lines[1]).toMatchObject({ column: 'E-mail', problem: 'Duplicate of line 2 of this file.' })
  expect(lines[4]).toMatchObject({ problem: 'Duplicate of line 5 of this file.' })
})

test.each([
  ['9.61123E+11', /^"9\.61123E\+11" is a long number that a spreadsheet has shortened.*\.$/],
  ['9,6E+11', /^"9,6E\+11" is a long number/],
  ['#ERROR!', /"#ERROR!" is an error of a spreadsheet/],
  ['#NAME?', /error of a spreadsheet/],
  ['=+4915100000', /"=\+4915100000" is a formula/],
  ["'=+4915100000", /"=\+4915100000" is a formula/],
  ['+49 30 1234; #REF!', /"#REF!"/],
])('a phone that a spreadsheet damaged to %s is a problem of its line', (phone, sentence) => {
  expect(
    problemOf([
      ['name', 'phone'],
      ['Mo', phone],
    ]),
  ).toEqual({
    column: 'phone',
    problem: expect.stringMatching(sentence) as string,
  })
})

test('several numbers in one cell or in two columns: the first is taken, the others are kept', () => {
  const person = personOf([
    ['name', 'phone', 'mobile'],
    ['Mo', '+49 30 12/34 / +49 30 56, n/a', '+49 170 1'],
  ])
  expect(person.phone).toBe('+49 30 12/34')
  expect(person.otherPhones).toEqual(['+49 30 56', '+49 170 1'])
  expect(
    personOf([
      ['name', 'phone', 'mobile'],
      ['Mo', 'N/A', '+49 170 1'],
    ]),
  ).toMatchObject({ phone: '+49 170 1', otherPhones: [] })
})

test('one person on two lines for two jobs is one person with two applications; the same job again is a duplicate', () => {
  const lines = linesOf([
    ['name', 'email', 'job', 'notes'],
    ['Yara', 'yara@example.org', 'ml  engineer', 'one'],
    ['Yara', 'YARA@example.org', 'Research Scientist', 'two'],
    ['Yara', 'yara@example.org', 'ML Engineer', 'three'],
  ])
  expect(lines[0]).toMatchObject({ ok: true, joins: null })
  expect(lines[1]).toEqual(expect.objectContaining({ ok: true, person: null, joins: 2 }))
  expect(lines[2]).toMatchObject({ ok: false, problem: 'Duplicate of line 2 of this file.' })
  expect(lines[0]?.ok && lines[0].person).toMatchObject({
    applications: [
      { jobId: 1, job: 'ml engineer', stage: null },
      { jobId: 2, job: 'Research Scientist', stage: null },
    ],
    notes: ['one', 'two'],
  })
})

test('people without an address are not taken for one', () => {
  expect(
    linesOf([
      ['name', 'email'],
      ['No', ''],
      ['No', ''],
      ['None', '-'],
    ]).map(({ ok }) => ok),
  ).toEqual([true, true, true])
})

test('a cell of several jobs makes several applications where all of them are open', () => {
  const jobsOf = (cell: string) =>
    personOf([
      ['name', 'job'],
      ['A', cell],
    ]).applications.map(({ jobId }) => jobId)
  expect(jobsOf('ML Engineer, Research Scientist')).toEqual([1, 2])
  expect(jobsOf('ML Engineer, Cook')).toEqual([null])
  expect(jobsOf('Twin')).toEqual([null])
})

test('what was chosen for the name of a job is done', () => {
  const table: [string[], ...string[][]] = [
    ['name', 'job', 'stage'],
    ['A', 'Cook', 'Screening'],
    ['B', 'Twin', ''],
  ]
  const lines = linesOf(table, { cook: 2, twin: 'leave-out' })
  expect(lines[0]).toMatchObject({ person: { applications: [{ jobId: 2, job: 'Cook', stage: 'Screening' }] } })
  expect(lines[1]).toMatchObject({ ok: false, column: 'job', problem: 'Left out, as chosen for this job.' })
})

test('names of jobs are compared as the search compares them', () => {
  const [line] = linesOf([
    ['name', 'job'],
    ['A', 'Weiß-Büro  Łódź'],
  ])
  expect(line).toMatchObject({ person: { applications: [{ jobId: 5 }] } })
})

test('a line that names no job has that of all lines, with its stage', () => {
  const [line] = linesOf(
    [
      ['name', 'stage'],
      ['A', 'Offer'],
    ],
    {},
    1,
  )
  expect(line).toMatchObject({ person: { applications: [{ jobId: 1, job: null, stage: 'Offer' }] } })
})

test('names in two columns are one, and a name that is a word for nothing stays a name', () => {
  expect(
    personOf([
      ['first', 'last'],
      ['Yara', ' Haddad '],
    ]).name,
  ).toBe('Yara Haddad')
  expect(personOf([['name'], ['N/A']]).name).toBe('N/A')
})

test('tags are divided, notes keep their lines and say of which column they are', () => {
  const person = personOf([
    ['name', 'tags', 'notes', 'remarks', 'source'],
    ['A', 'a; b,a', 'one\r\ntwo\u0000', 'three', 'Fair'],
  ])
  expect(person).toMatchObject({ tags: ['a', 'b'], notes: ['notes: one\ntwo', 'remarks: three'], source: 'Fair' })
})

test('a line with more cells than the header is probably a comma in a name', () => {
  expect(
    problemOf([
      ['name', 'email'],
      ['Haddad', 'Yara', 'yara@example.org'],
    ]),
  ).toMatchObject({ column: null })
  expect(
    problemOf([
      ['name', 'email'],
      ['Haddad', 'yara@example.org', '', ' '],
    ]),
  ).toBeNull()
})

test('a wrong cell names its column as the file calls it', () => {
  expect(problemOf([['name'], ['#NAME?']])).toMatchObject({
    column: 'name',
    problem: expect.stringContaining('error') as string,
  })
  expect(
    problemOf([
      ['name', 'email'],
      ['Maria Silva', 'maria.silva@'],
    ]),
  ).toEqual({
    column: 'email',
    problem: '“maria.silva@” is not an e-mail address. Write it like name@example.org.',
  })
  expect(
    problemOf([
      ['name', 'email'],
      ['', 'a@example.org'],
    ]),
  ).toMatchObject({ column: 'name' })
  expect(
    problemOf([
      ['name', 'notes'],
      ['A', 'x'.repeat(20_001)],
    ]),
  ).toMatchObject({ column: 'notes' })
})

test.each<[ImportField[], RegExp | null]>([
  [['name', 'email', 'ignore'], null],
  [['firstName', 'lastName', 'phone', 'phone'], null],
  [['lastName'], null],
  [['email'], /No column is chosen as the name/],
  [['name', 'firstName'], /The name is chosen twice/],
  [['name', 'email', 'email'], /“E-mail”.*Other e-mails/],
  [['name', 'otherEmails'], /none as “E-mail”/],
])('columns chosen as %j', (columns, sentence) => {
  const problem = columnsProblem(columns)
  if (sentence) expect(problem).toMatch(sentence)
  else expect(problem).toBeNull()
})
