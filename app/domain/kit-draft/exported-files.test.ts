import { expect, test } from 'vitest'
import { canonical } from '../kit/canonical'
import { kitFiles } from '../kit/kit-files'
import type { Kit } from '../kit/schema'
import { kitFolder } from '../../../test/setup/kit-folder'
import { decode } from './content'
import { contentFromFiles } from './from-files'

const as = { key: 'ours', name: 'Ours' }
const exported = (prompts: unknown[]) =>
  [...kitFiles({ prompts } as unknown as Kit).keys()].filter((name) => name.includes('/'))

test('files of a draft are named by number where an id is missing, given twice or unfit for a name', () => {
  const table = { csv: 'a\n1\n' }
  expect(
    exported([
      { id: '../../../x', handed_out: [{ id: '../../y', ...table }, { id: 'fine', ...table }, null, 5] },
      { id: 'good' },
      { id: 'good', on_request: [{ ...table }] },
      { id: 5, handed_out: 'none' },
      null,
      { id: 'a'.repeat(70_000) },
      { id: 'prompt-4' },
    ]),
  ).toEqual([
    'prompts/prompt-1.yaml',
    'exhibits/prompt-1/exhibit-1.csv',
    'exhibits/prompt-1/fine.csv',
    'prompts/good.yaml',
    'prompts/prompt-3.yaml',
    'exhibits/prompt-3/exhibit-1.csv',
    'prompts/prompt-4-2.yaml',
    'prompts/prompt-5.yaml',
    'prompts/prompt-4.yaml',
  ])
})

test('files of a draft are read back with their tables', () => {
  const read = contentFromFiles(
    new Map([...kitFolder(), ['prompts/a.yaml', 'id: ../x\nhanded_out:\n- id: ../y\n- id: z\n']]),
    as,
  )
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const kit = decode(read.content) as { prompts: { id: string; handed_out: { csv: string }[] }[] }
  for (const [at, exhibit] of kit.prompts.find(({ id }) => id === '../x')!.handed_out.entries())
    exhibit.csv = `a\n${at}\n`
  const again = contentFromFiles(kitFiles(kit as unknown as Kit), as)
  expect(again.ok && canonical(decode(again.content))).toBe(canonical(kit))
})
