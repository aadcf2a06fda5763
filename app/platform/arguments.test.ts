import { describe, expect, test } from 'vitest'
import { readArguments, WrongArguments } from './arguments.server'

const options = {
  email: { type: 'string', short: 'e' },
  only: { type: 'string', default: '' },
  help: { type: 'boolean', short: 'h' },
} as const
const read = (...args: string[]) => ({ ...readArguments({ args, allowPositionals: true, options }) })
const said = (args: string[], allowPositionals = true): string => {
  try {
    readArguments({ args, allowPositionals, options })
  } catch (error) {
    if (error instanceof WrongArguments) return error.message
    throw error
  }
  return 'taken'
}

describe('a command line', () => {
  test('is read as Node reads it', () => {
    expect(read('Acme', '--email', 'a@b.example', '-h', '--', '--email')).toEqual({
      values: { email: 'a@b.example', only: '', help: true },
      positionals: ['Acme', '--email'],
    })
    expect(read('--email=-1').values.email).toBe('-1')
    expect(read('--email', '').values.email).toBe('')
    expect(read('--email', '-').values.email).toBe('-')
  })

  test.each([
    [['--mail', 'x'], 'Unknown option --mail; --help lists the options.'],
    [['--mail=x'], 'Unknown option --mail; --help lists the options.'],
    [['--__proto__'], 'Unknown option --__proto__; --help lists the options.'],
    [['--no-help'], 'Unknown option --no-help; --help lists the options.'],
    [['-x'], 'Unknown option -x; --help lists the options.'],
    [['--help=yes'], '--help takes no value; --help lists the options.'],
    [['--email'], '--email needs a value; --help lists the options.'],
    [['-e'], '-e needs a value; --help lists the options.'],
    [
      ['--email', '--help'],
      '--email is followed by what looks like another option; a value that starts with a dash is written --email=-1; --help lists the options.',
    ],
  ])('%j is refused in one sentence', (args, sentence) => expect(said(args)).toBe(sentence))

  test('of a command that takes options only names what is none', () => {
    expect(said(['twice'], false)).toBe('"twice" is not an option; --help lists the options.')
  })
})
