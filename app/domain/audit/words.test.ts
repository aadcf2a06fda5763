import { expect, test } from 'vitest'
import { actInWords, detailInWords } from './words'

test('an act reads as what was done and to what', () => {
  expect(actInWords('scorecard.submitted', { type: 'scorecard', id: 12 })).toEqual({
    did: 'submitted',
    what: 'scorecard 12',
  })
  expect(actInWords('grant.added', { type: 'user', id: 3 })).toEqual({ did: 'added', what: 'grant, user 3' })
  expect(actInWords('grant.added', { type: 'user', id: 3, name: 'Anna Berg' }).what).toBe('grant, Anna Berg')
  expect(actInWords('vote.sealed', { type: 'packet', id: 4, candidate: 'Ana Kovac' }).what).toBe(
    'vote, packet 4 (Ana Kovac)',
  )
  expect(actInWords('job.need-profile-set', { type: 'job', id: 1 }).did).toBe('need profile set')
})

test('a detail reads as a line, without what is empty', () => {
  expect(detailInWords('{}')).toBe('')
  expect(detailInWords('{"jobId":null,"role":"hiring_manager"}')).toBe('role: hiring manager')
  expect(detailInWords('{"changed":["hireProbability","bar"],"hash":"7f3a09c4"}')).toBe(
    'changed: hire probability, bar; hash: 7f3a09c4',
  )
})

test('a sign-in and an import are named as people name them', () => {
  expect(actInWords('session.begun', { type: 'user', id: 3, name: 'Ada Admin' })).toEqual({
    did: 'signed in',
    what: 'Ada Admin',
  })
  expect(actInWords('candidate.imported', { type: 'import', id: 1 }).did).toBe('imported candidates')
})

test('the values of a detail have the names of the screens, and answers are yes or no', () => {
  expect(detailInWords('{"namesHidden":false,"namesHiddenBefore":true,"bar":3.2,"barBefore":3}')).toBe(
    'names hidden from interviewers: no (before: yes); hiring bar: 3.2 (before: 3)',
  )
  expect(detailInWords('{"run":12,"number":1}')).toBe('calibration run: 12; number: 1')
})
