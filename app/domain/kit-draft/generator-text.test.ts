import { beforeAll, describe, expect, test } from 'vitest'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../test/setup/kits'
import { canonical } from '../kit/canonical'
import { exhibitDifferences } from '../kit/exhibit-differences'
import type { Kit } from '../kit/schema'
import { continueFrom } from './begin'
import { applyAll } from './change'
import { at, decode, type Block } from './content'
import { generatorChanges, generatorText } from './generator-text'

let kits: readonly Kit[]
beforeAll(async () => {
  await serveKits()
  kits = servedKits().map(({ kit }) => kit)
})

const KEY = 'clicks-down-on-lists'
const draft = () => continueFrom(JSON.parse(canonical(kits.find(({ id }) => id === 'ml-engineer'))) as Kit)
const textOf = (content: Block) => generatorText(at(content, ['prompts', KEY])!)

test('a draft that goes on from a published version has generators that make the same tables', () => {
  const made = kits.map((kit) => decode(continueFrom(JSON.parse(canonical(kit)) as Kit)) as Kit)
  expect(made.flatMap(({ prompts }) => prompts.filter(({ generator }) => generator)).length).toBeGreaterThan(15)
  for (const kit of made) expect(exhibitDifferences(kit)).toEqual([])
})

describe('a generator as text', () => {
  test('that is not changed makes the same tables, and says so by changing nothing', () => {
    const content = draft()
    const same = generatorChanges(content, KEY, textOf(content))
    if (!same.ok) throw new Error(same.error.message)
    expect(same.value.made).toContain('traffic')
    const applied = applyAll(content, same.value.changes)
    expect(applied.is === 'done' && canonical(applied.content) === canonical(content)).toBe(true)
  })

  test('that is changed makes other tables, with their columns described or still to be', () => {
    const content = draft()
    const text = textOf(content).replace(/ {6}error_rate:\n(?: {8}- .+\n)+/, '      failures: ["2 * released", 0]\n')
    const changed = generatorChanges(content, KEY, text)
    if (!changed.ok) throw new Error(changed.error.message)
    const applied = applyAll(content, changed.value.changes)
    if (applied.is === 'conflict') throw new Error('conflict')
    const serving = at(applied.content, ['prompts', KEY, 'handed_out', 'serving'])!
    const { csv, columns } = decode(serving) as { csv: string; columns: Record<string, string> }
    expect(csv.split('\n')[0]).toBe('time,region,rate,p50_ms,p99_ms,failures')
    expect(columns.rate).toBe('requests a second')
    expect(columns.failures).toMatch(/^TODO: /)
  })

  test.each([
    ['seed: [', 'Line 1, column 8: '],
    ['seed: 1', '"from" is missing here'],
  ])('%s is refused with its line', (text, sentence) => {
    const read = generatorChanges(draft(), KEY, text)
    expect(read.ok ? '' : read.error.message).toContain(sentence)
  })

  test('of an exhibit that the prompt does not have is refused by its name', () => {
    const content = draft()
    const read = generatorChanges(content, KEY, textOf(content).replace('  traffic:', '  trafic:'))
    expect(read.ok ? '' : read.error.message).toMatch(
      /^The generator makes “trafic”, and the prompt has no exhibit of that short name/,
    )
  })

  test('that is empty goes, and its tables stay', () => {
    const content = draft()
    const read = generatorChanges(content, KEY, ' \n')
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value.changes).toHaveLength(1)
    expect(read.value.changes[0]).toMatchObject({ path: ['prompts', KEY, 'generator'], after: null })
  })
})
