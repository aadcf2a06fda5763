import { describe, expect, test } from 'vitest'
import { applyAll } from './change'
import { at, decode, encode, itemsAt, type Block } from './content'
import { followed } from './follow'
import { actChanges, actOf, actName, type Acted } from './form'
import { moreAct, moreActOf, moreChanges } from './more-acts'
import { referencesToPrompt } from './references'
import { templateOf } from './templates'

const kit = {
  interviews: [{ id: 'design', name: 'Design', prompts: { kind: 'design', pick: 1 } }],
  prompts: [
    {
      id: 'size-it',
      name: 'Size it',
      kind: 'design',
      rates: ['sizing'],
      stages: [
        { name: 'One', ask: 'First?' },
        { name: 'Two', ask: 'Second?' },
      ],
      stage_minutes: [3, 4],
      handed_out: [{ id: 'load', name: 'Load', csv: 'a\n1\n' }],
      on_request: [{ id: 'later', name: 'Later', csv: 'a\n2\n' }],
    },
  ],
  calibration_cases: [{ id: 'a-case', name: 'A case', of: { prompt: 'size-it' } }],
}
const content = encode(kit, '') as Block
const PROMPT = ['prompts', 'size-it']

const after = (acted: Acted): Block => {
  if ('problem' in acted) throw new Error(acted.problem)
  const applied = applyAll(content, acted.changes)
  if (applied.is === 'conflict') throw new Error('conflict')
  return applied.content as Block
}
const more = (text: string) => moreChanges(content, moreActOf(text)!, 'new')
const act = (text: string) => followed(content, actChanges(content, actOf(text)!, 'new', templateOf))
const prompt = (of: Block) => (decode(of) as typeof kit).prompts[0]!

describe('optional blocks', () => {
  test('begin with the block above them, and are left out as they were seen', () => {
    const begun = after(act(actName.begin([...PROMPT, 'levels', 'sizing'], null)))
    expect(at(begun, [...PROMPT, 'levels'])).toEqual({ sizing: { 1: '', 2: '', 3: '', 4: '' } })
    expect(prompt(after(act(actName.begin([...PROMPT, 'check_sheet'], null))))).toMatchObject({
      check_sheet: { figures: [{ id: '' }] },
    })
    const seen = at(content, [...PROMPT, 'stages'])!
    expect(prompt(after(act(actName.leaveOut([...PROMPT, 'stages'], seen)))).stages).toBeUndefined()
    expect(act(actName.leaveOut([...PROMPT, 'stages'], 'something else'))).toHaveProperty('problem')
  })

  test('are begun in no place of which the page knows nothing', () => {
    for (const place of ['name', 'check_sheet/figures', 'handed_out/load/charts/i1/axis', 'levels/sizing/mid'])
      expect(act(actName.begin([...PROMPT, ...place.split('/')], null)), place).toHaveProperty('problem')
    expect(act(actName.begin(['prompts', 'gone', 'check_sheet'], null))).toHaveProperty('problem')
    expect(moreActOf('duplicate:prompts/<script>')).toBeNull()
  })
})

test('minutes go with their stage when it is added, moved or removed', () => {
  const stages = [...PROMPT, 'stages']
  expect(prompt(after(act(actName.add(stages)))).stage_minutes).toEqual([3, 4, 5])
  expect(prompt(after(act(actName.down(stages, 'i1'))))).toMatchObject({ stage_minutes: [4, 3] })
  const first = at(content, [...stages, 'i1'])!
  expect(prompt(after(act(actName.remove(stages, 'i1', first)))).stage_minutes).toEqual([4])
})

test('a copy stands behind its original, with an id and a name of its own', () => {
  const copied = decode(after(more(moreAct.duplicate(PROMPT)))) as typeof kit
  expect(copied.prompts.map(({ id, name }) => [id, name])).toEqual([
    ['size-it', 'Size it'],
    ['size-it-copy', 'Size it (copy)'],
  ])
})

test('an exhibit goes to the other moment with its table, under a key that is free there', () => {
  const handed = after(more(moreAct.hand([...PROMPT, 'handed_out', 'load'])))
  expect(prompt(handed).on_request.map(({ id, csv }) => [id, csv])).toEqual([
    ['later', 'a\n2\n'],
    ['load', 'a\n1\n'],
  ])
  expect(itemsAt(handed, [...PROMPT, 'handed_out'])).toEqual([])
  expect(more(moreAct.hand([...PROMPT, 'handed_out', 'gone']))).toHaveProperty('problem')
})

test('what refers to a prompt is told: its cases, and an interview that would have too few', () => {
  expect(referencesToPrompt(content, 'size-it').map(({ name, how }) => `${name} ${how}`)).toEqual([
    'Design needs 1 of this kind, and there are 1',
    'A case is a case with this prompt',
  ])
  const copied = after(more(moreAct.duplicate(PROMPT)))
  expect(referencesToPrompt(copied, 'size-it').map(({ name }) => name)).toEqual(['A case'])
})
