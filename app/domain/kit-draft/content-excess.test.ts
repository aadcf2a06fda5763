import { describe, expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { decode, type Block } from './content'
import { contentFromFiles } from './from-files'
import { MOST_DEPTH, MOST_ITEMS } from './limits'

const as = { key: 'ours', name: 'Ours' }
const read = (...files: [string, string][]) => contentFromFiles(new Map([...kitFolder(), ...files]), as)
const contentOf = (...files: [string, string][]): Block => {
  const found = read(...files)
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.content
}
const CRITERION = 'criteria:\n- id: x\n'

describe('files beyond the limits of a draft', () => {
  test.each([
    [
      'a list',
      'criteria:\n' + '- 1\n'.repeat(MOST_ITEMS + 1),
      2,
      'This list has 501 entries; a list of a kit has at most 500.',
    ],
    [
      'a block',
      `${CRITERION}  terms:\n${Array.from({ length: MOST_ITEMS + 1 }, (_, at) => `    t${at}: 1\n`).join('')}`,
      3,
      'This block has 501 entries; a block of a kit has at most 500.',
    ],
    [
      'nesting',
      `${CRITERION}  odd: ${'['.repeat(MOST_DEPTH)}${']'.repeat(MOST_DEPTH)}\n`,
      3,
      'expected at most 14 inside',
    ],
    ['the mark of a list', `${CRITERION}  "#": 5\n`, 3, 'The key "#" is not known here'],
    ['the mark of a written block', `${CRITERION}  "##": 5\n`, 3, 'The key "##" is not known here'],
    ['the mark of a whole value', `${CRITERION}  "=": 5\n`, 3, 'The key "=" is not known here'],
  ])('%s: one sentence with its place', (_, text, line, message) => {
    expect(read(['criteria.yaml', text])).toMatchObject({
      ok: false,
      problems: [{ file: 'criteria.yaml', message: expect.stringContaining(message) as string }],
    })
    const found = read(['criteria.yaml', text])
    expect(found.ok ? 0 : found.problems[0]?.line).toBeLessThanOrEqual(line)
  })

  test('at the limits they are read, and a term may be named "#"', () => {
    contentOf(['criteria.yaml', 'criteria:\n' + '- 1\n'.repeat(MOST_ITEMS)])
    const content = contentOf(['criteria.yaml', `${CRITERION}  terms:\n    "#": the number of rows\n`])
    expect(decode(content)).toMatchObject({ criteria: [{ terms: { '#': 'the number of rows' } }] })
  })

  test('too many prompts', () => {
    const prompts = Array.from({ length: MOST_ITEMS }, (_, at): [string, string] => [
      `prompts/p${at}.yaml`,
      `id: p${at}\n`,
    ])
    expect(read(...prompts)).toMatchObject({ ok: false, problems: [{ file: 'prompts' }] })
  })
})
