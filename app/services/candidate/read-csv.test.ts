import { expect, test } from 'vitest'
import { readCsv } from './read-import-file.server'

test.each([
  ['a line of 30,000 characters', `name\n${'x'.repeat(30_000)}\n`, /^Line \d+ is longer than 20,000 characters/],
  ['a quotation mark that stays open', 'name\n"Ada\n', /^Line \d+ opens a quotation mark that is never closed\.$/],
  [
    'a quotation mark inside a cell',
    'name\nAda "the first" Lovelace\n',
    /^Line \d+ has a quotation mark inside a cell/,
  ],
  ['text after a closing quotation mark', 'name\n"Ada" Lovelace\n', /^Line \d+ goes on after a closing quotation mark/],
])('%s is refused in our words, never in the parser’s', (_, text, sentence) => {
  const read = readCsv(text)
  expect(read).toMatchObject({ ok: false, problem: expect.stringMatching(sentence) as string })
  expect(JSON.stringify(read)).not.toMatch(/Max Record Size|Invalid|Quote Not|options?/)
})
