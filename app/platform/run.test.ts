import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { WrongArguments } from './arguments.server'
import { lockFolder } from './folder-lock.server'
import { sentenceOf } from './run.server'
import { StartError } from './start-error.server'
import { DatabaseUnavailable } from './unavailable.server'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'run-'))
const file = path.join(scratch, 'file')
fs.writeFileSync(file, '')
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test('what a person can mend is one sentence, without a word of Node’s', () => {
  expect(sentenceOf(new StartError('Set PORT.'))).toBe('Set PORT.')
  expect(sentenceOf(new WrongArguments('Give a file.'))).toBe('Give a file.')
  const missing = path.join(scratch, 'missing')
  expect(sentenceOf(thrownBy(() => fs.readFileSync(missing)))).toBe(`${missing} cannot be used: it is not there.`)
  expect(sentenceOf(thrownBy(() => fs.mkdirSync(path.join(file, 'in'))))).toBe(
    `${path.join(file, 'in')} cannot be used: part of the path is a file.`,
  )
  const away = new DatabaseUnavailable('unreachable', 'not-committed', null)
  expect(sentenceOf(away)).toMatch(/^The database .*\.$/)
})

test('a fault of the program says so and keeps where it happened', () => {
  expect(sentenceOf(new TypeError('undefined is not a function'))).toMatch(
    /^The command ended with an error that it does not expect\. Report it with these lines:\nTypeError: .*\n +at /,
  )
  expect(sentenceOf('thrown by hand')).toMatch(/:\nthrown by hand$/)
})

test('a folder that cannot be locked says why in a sentence', async () => {
  await expect(lockFolder(path.join(file, 'pg'))).rejects.toThrow(
    new StartError(
      `The data folder ${path.join(file, 'pg')} cannot be written: part of the path is a file. Set DATA_DIR to another.`,
    ),
  )
})
