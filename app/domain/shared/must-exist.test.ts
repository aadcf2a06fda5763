import { expect, test } from 'vitest'
import { mustExist } from './must-exist'

test('a value that must exist is handed on, empty and zero included', () => {
  expect(mustExist('', 'text')).toBe('')
  expect(mustExist(0, 'number')).toBe(0)
})

test.each([null, undefined])('%s ends the work with a sentence that names what is missing', (value) => {
  expect(() => mustExist(value, 'plan of job 3')).toThrow('There is no plan of job 3, and there must be one here.')
})
