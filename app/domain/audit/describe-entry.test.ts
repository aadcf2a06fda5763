import { expect, test } from 'vitest'
import { describeAct, describeDetail } from './describe-entry'

test('an act reads as the name of an event and what it is about', () => {
  expect(describeAct('scorecard.submitted', { type: 'scorecard', id: 12 })).toEqual({
    action: 'Scorecard submitted',
    subject: 'Scorecard 12',
  })
  expect(describeAct('organisation.created', { type: 'organisation', id: 1 }).action).toBe('Organisation created')
  expect(describeAct('grant.added', { type: 'user', id: 3, name: 'Anna Berg' })).toEqual({
    action: 'Role given',
    subject: 'Anna Berg',
  })
  expect(describeAct('vote.sealed', { type: 'packet', id: 4, candidate: 'Ana Kovac' })).toEqual({
    action: 'Vote sealed',
    subject: 'Packet 4 (Ana Kovac)',
  })
})

test('a value with its predecessor reads as from what to what', () => {
  expect(describeDetail('{"bar":3.2,"barBefore":3}')).toBe('hiring bar: from 3 to 3.2')
  expect(describeDetail('{"roles":["interviewer"],"rolesBefore":[]}')).toBe('roles: from none to interviewer')
  expect(
    describeDetail('{"voters":[3],"votersBefore":[3,7]}', { nameOf: (id) => (id === 3 ? 'Anna Berg' : null) }),
  ).toBe('committee: from Anna Berg, user 7 to Anna Berg')
  expect(describeDetail('{"confidential":true,"confidentialBefore":false}')).toBe('confidential: from no to yes')
})

test('a detail reads as a line, without what is empty', () => {
  expect(describeDetail('{}')).toBe('')
  expect(describeDetail('{"jobId":null,"role":"hiring_manager"}')).toBe('role: hiring manager')
  expect(describeDetail('{"changed":["hireProbability","bar"],"hash":"7f3a09c4"}')).toBe(
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
  const names = [...new Set(acts)].map((act) => describeAct(act, { type: 'user', id: 1 }).action)
  expect(names.length).toBeGreaterThan(40)
  // A name ends in what was done: a participle, or words of our own.
  expect(
    names.filter((name) => !/ed\b|Signed in|kept as|Role given|Known|made$|undone|\bsent$|shown/.test(name)),
  ).toEqual([])
})

test('the values of a detail have the names of the screens, and answers are yes or no', () => {
  expect(describeDetail('{"namesHidden":false,"namesHiddenBefore":true,"bar":3.2,"barBefore":3}')).toBe(
    'names hidden from interviewers: from yes to no; hiring bar: from 3 to 3.2',
  )
  expect(describeDetail('{"run":12,"number":1}')).toBe('calibration run: 12; number: 1')
})
