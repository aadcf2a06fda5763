import { describe, expect, test } from 'vitest'
import { growthProblem } from '../../../test/setup/growth'
import { beginEmpty } from './begin'
import { checkDraft } from './check-draft'
import { encode, keyPath } from './content'

describe('a draft with many entries', () => {
  const content = (field: string, of: (size: number) => object) => (size: number) => {
    const given = { ...beginEmpty({ key: 'ours', name: 'Ours' }), [field]: encode(of(size), '') }
    return () => checkDraft(given)
  }
  const ids = (size: number) => Array.from({ length: size }, (_, at) => at)
  test.each([
    [
      'terms',
      2_000,
      content('criteria', (n) => [{ id: 'a', terms: Object.fromEntries(ids(n).map((at) => [`t${at}`, 1])) }]),
    ],
    ['prompts', 300, content('prompts', (n) => ids(n).map((at) => ({ id: `p${at}`, odd: 1 })))],
  ])('%s are checked in linear time', async (_, n, of) => {
    expect(await growthProblem(n, of)).toBeNull()
  })

  test('a place among the entries of a block is found by its name once for all', () => {
    let reads = 0
    const entries = ids(1_000).map((at): [string, { name: string; value: number }] => [
      `e${at}`,
      Object.defineProperty({ name: '', value: 1 }, 'name', { get: () => (reads++, `t${at}`) }),
    ])
    const node = { '##': entries }
    for (const at of ids(1_000)) expect(keyPath(node, [`t${at}`])).toEqual([`e${at}`, 'value'])
    expect(reads).toBe(1_000)
  })
})
