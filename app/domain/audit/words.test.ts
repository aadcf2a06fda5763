import { expect, test } from 'vitest'
import { actInWords, detailInWords } from './words'

test('an act reads as the name of an event and what it is about', () => {
  expect(actInWords('scorecard.submitted', { type: 'scorecard', id: 12 })).toEqual({
    action: 'Scorecard submitted',
    subject: 'Scorecard 12',
  })
  expect(actInWords('organisation.created', { type: 'organisation', id: 1 }).action).toBe('Organisation created')
  expect(actInWords('grant.added', { type: 'user', id: 3, name: 'Anna Berg' })).toEqual({
    action: 'Role given',
    subject: 'Anna Berg',
  })
  expect(actInWords('vote.sealed', { type: 'packet', id: 4, candidate: 'Ana Kovac' })).toEqual({
    action: 'Vote sealed',
    subject: 'Packet 4 (Ana Kovac)',
  })
})

test('a value with its predecessor reads as from what to what', () => {
  expect(detailInWords('{"bar":3.2,"barBefore":3}')).toBe('hiring bar: from 3 to 3.2')
  expect(detailInWords('{"roles":["interviewer"],"rolesBefore":[]}')).toBe('roles: from none to interviewer')
  expect(
    detailInWords('{"voters":[3],"votersBefore":[3,7]}', { nameOf: (id) => (id === 3 ? 'Anna Berg' : null) }),
  ).toBe('committee: from Anna Berg, user 7 to Anna Berg')
  expect(detailInWords('{"confidential":true,"confidentialBefore":false}')).toBe('confidential: from no to yes')
})

test('a detail reads as a line, without what is empty', () => {
  expect(detailInWords('{}')).toBe('')
  expect(detailInWords('{"jobId":null,"role":"hiring_manager"}')).toBe('role: hiring manager')
  expect(detailInWords('{"changed":["hireProbability","bar"],"hash":"7f3a09c4"}')).toBe(
    'changed: hire probability, bar; hash: 7f3a09c4',
  )
})

test('every act that is written has a name of its own or one that reads as a sentence', () => {
  const sources = import.meta.glob<string>('/app/{services,platform}/**/*.server.ts', {
    query: '?raw',
    eager: true,
    import: 'default',
  })
  const acts = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/\bact: '([a-z-]+\.[a-z-]+)'/g)].map(([, act]) => act!),
  )
  const names = [...new Set(acts)].map((act) => actInWords(act, { type: 'user', id: 1 }).action)
  expect(names.length).toBeGreaterThan(40)
  // A name ends in what was done: a participle, or words of our own.
  expect(
    names.filter((name) => !/ed\b|Signed in|kept as|Role given|Known|made$|undone|\bsent$|shown/.test(name)),
  ).toEqual([])
})

test('the values of a detail have the names of the screens, and answers are yes or no', () => {
  expect(detailInWords('{"namesHidden":false,"namesHiddenBefore":true,"bar":3.2,"barBefore":3}')).toBe(
    'names hidden from interviewers: from yes to no; hiring bar: from 3 to 3.2',
  )
  expect(detailInWords('{"run":12,"number":1}')).toBe('calibration run: 12; number: 1')
})
