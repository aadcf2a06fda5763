import { describe, expect, test } from 'vitest'
import { Email, optionalLine, Query, required, requiredLine } from './fields'

const Name = requiredLine('Give a name.', 100)
const messages = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map(({ message }) => message) ?? []

describe('a name', () => {
  test('is composed before it is stored', () => expect(Name.parse(' Zoe\u0308 ')).toBe('Zoë'))

  test.each(['Ada\u202eevaL', 'A\u200bda', 'Ada\u0007', 'Ada\nLovelace'])(
    'is refused with one sentence: %j',
    (name) => {
      expect(messages(Name.safeParse(name))).toEqual([expect.stringMatching(/^Remove the .+\.$/)])
    },
  )

  test('of unseen characters is missing, not stored', () => {
    expect(messages(Name.safeParse('\ufeff \u00a0'))).toEqual(['Give a name.'])
    expect(messages(Name.safeParse(undefined))).toEqual(['Give a name.'])
    expect(optionalLine().parse(' \u00a0')).toBeNull()
  })

  test('is as long as what is stored', () => {
    expect(Name.safeParse('é'.normalize('NFD').repeat(100)).success).toBe(true)
    for (const length of [101, 401, 100_000])
      expect(messages(Name.safeParse('x'.repeat(length)))).toEqual(['Use at most 100 characters.'])
  })
})

test('a reason keeps its lines', () => {
  expect(required('Say why.', 100).parse(' one\r\n\ttwo ')).toBe('one\n\ttwo')
  expect(messages(required('Say why.', 100).safeParse('\u200b'))).toEqual(['Say why.'])
})

describe('an e-mail address', () => {
  test.each([
    ['Ada@Example.ORG', 'ada@example.org'],
    [' o’hara+jobs@mail.example.co.uk ', 'o’hara+jobs@mail.example.co.uk'],
    ['jo\u0308rg@bu\u0308cher.example', 'jörg@bücher.example'],
  ])('%s is read', (given, read) => expect(Email.parse(given)).toBe(read))

  test.each([
    'ada',
    'ada@',
    '@example.org',
    'ada@example',
    'a@b@c.de',
    'a@.org',
    'a@b..c',
    'a@b.',
    'A <a@b.c>',
    'a b@c.de',
  ])('%s is none', (given) =>
    expect(messages(Email.safeParse(given))).toEqual(['Write the address like name@example.org.']),
  )

  test.each(['ada\u200b@example.org', 'ada@exam\u00adple.org', 'ada@\u202eexample.org', 'ada@example.org\u0000'])(
    '%j is refused for what cannot be seen',
    (given) => expect(messages(Email.safeParse(given))).toEqual([expect.stringMatching(/^Remove the /)]),
  )

  test('of 80,000 characters fails at its length and is read no further', () => {
    expect(messages(Email.safeParse(`a@${'.a'.repeat(40_000)} `))).toEqual(['Use at most 254 characters.'])
  })
})

test('a query that cannot be looked for is none', () => {
  expect(Query.parse(' zo\u00eb\u200b ')).toBe('zoë')
  for (const query of ['x'.repeat(121), 'x'.repeat(100_000), undefined, '\u202e']) expect(Query.parse(query)).toBe('')
})
