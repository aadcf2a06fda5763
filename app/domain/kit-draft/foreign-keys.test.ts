import { expect, test } from 'vitest'
import { kitFiles } from '../kit/kit-files'
import type { Kit } from '../kit/schema'
import { beginEmpty } from './begin'
import { checkDraft } from './check-draft'
import { decode, type Block } from './content'

test.each(['#', '##'])('a key "%s" that a draft holds already is a mistake like any other unknown key', (mark) => {
  const content = beginEmpty({ key: 'ours', name: 'Ours' })
  const one = { '#': [['x', { id: 'x', [mark]: 5 }]] } as unknown as Block[string]
  const { kit, problems } = checkDraft({ ...content, criteria: one })
  expect(kit).toBeNull()
  expect(problems.map(({ message }) => message)).toContain(`The key "${mark}" is not known here.`)
  expect(kitFiles(decode({ ...content, criteria: one }) as Kit).get('criteria.yaml')).toContain(mark)
})
