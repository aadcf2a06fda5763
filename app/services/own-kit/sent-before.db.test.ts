import { beforeAll, describe, expect, test } from 'vitest'
import { at, itemsAt } from '~/domain/kit-draft/content'
import { actName, fieldName, shownName, shownValue } from '~/domain/kit-draft/form'
import { moreAct } from '~/domain/kit-draft/more-acts'
import {
  ada,
  begun,
  ben,
  draftOf,
  formOf,
  makeTeam,
  NAME,
  nameOf,
  rename,
  shownOf,
  valueOf,
} from '../../../test/setup/own-kit-team'
import { addPrompt } from './add-part.server'
import { changeColumns, replaceExhibitTable } from './exhibit-table.server'
import { undoChange } from './change-draft.server'
import { readGenerator, saveGenerator } from './generator.server'
import { discardDraft, openDraft } from './own-kits.server'
import { approveDraft, publishDraft, submitDraft } from './review-draft.server'
import { saveForm } from './save-form.server'
import { changeMeaning, dismissNews, takeParts } from './take-over.server'

beforeAll(makeTeam)

const WHY = ['criteria', 'diagnosis', 'why']
const CHANGES = { key: 'clicks-down-on-lists', moment: 'handed_out', exhibit: 'changes' } as const
const otherContent = { ok: false, error: { code: 'WRITE_KEY_CONFLICT' } }
const stale = { ok: false, error: { code: 'DRAFT_STALE' } }
type Form = Awaited<ReturnType<typeof formOf>>
const save = (kitId: number, form: Form, fields: readonly [string, string][]) =>
  saveForm(ada, kitId, [...Object.entries(form), ...fields], ['criteria', 'diagnosis'])
/** A field as the page showed it first, and what is typed in it. */
const field = (before: unknown, path: string[], text: string): [string, string][] => [
  [shownName(path), shownValue(before as string)],
  [fieldName('text', path), text],
]

describe('a form whose key was sent before', () => {
  test('is stored once with the same content, and refused with other content until it has a new key', async () => {
    const { kitId } = await begun()
    const form = await formOf(kitId)
    const { content } = await draftOf(kitId)
    const [name, why] = [at(content, NAME), at(content, WHY)]
    const first = field(name, NAME, 'The first edit')
    valueOf(await save(kitId, form, first))
    expect(valueOf(await save(kitId, form, first))).toMatchObject({ conflicts: [], notDone: null })
    const second = [...first, ...field(why, WHY, 'Typed after pressing Back.')]
    expect(await save(kitId, form, second)).toMatchObject(otherContent)
    expect(at((await draftOf(kitId)).content, WHY)).toBe(why)
    valueOf(await save(kitId, await formOf(kitId), second))
    expect(at((await draftOf(kitId)).content, WHY)).toBe('Typed after pressing Back.')
  })

  test('with a conflict is answered with the same conflict again', async () => {
    const { kitId } = await begun()
    const form = await formOf(kitId)
    const { content } = await draftOf(kitId)
    await rename(kitId, 'Ben’s name', ben)
    const both = [...field(at(content, NAME), NAME, 'Mine'), ...field(at(content, WHY), WHY, 'Why.')]
    const one = valueOf(await save(kitId, form, both))
    const again = valueOf(await save(kitId, form, both))
    expect(one.conflicts).toMatchObject([{ path: NAME }])
    expect(again.conflicts).toEqual(one.conflicts)
  })

  test('and adds, copies or removes is answered as the first time, whatever was edited since', async () => {
    const { kitId } = await begun()
    for (const act of [actName.add(['criteria']), moreAct.duplicate(['prompts', CHANGES.key])]) {
      const form = await formOf(kitId)
      const { added } = valueOf(await save(kitId, form, [['do', act]]))
      expect(added).not.toBeNull()
      const [list = ''] = act.split(':')[1]!.split('/')
      const id = [list, added!, 'id']
      valueOf(await save(kitId, await formOf(kitId), field(at((await draftOf(kitId)).content, id), id, 'edited-id')))
      const count = itemsAt((await draftOf(kitId)).content, [list]).length
      expect(valueOf(await save(kitId, form, [['do', act]]))).toMatchObject({ added, conflicts: [], notDone: null })
      expect(itemsAt((await draftOf(kitId)).content, [list])).toHaveLength(count)
    }
    const form = await formOf(kitId)
    const remove = actName.remove(['criteria'], 'diagnosis', at((await draftOf(kitId)).content, NAME.slice(0, 2))!)
    for (const _ of [1, 2]) {
      const saved = valueOf(await save(kitId, form, [['do', remove]]))
      expect(saved).toMatchObject({ conflicts: [], notDone: null })
    }
  })

  test('and gives a criterion a new id, or adds a prompt, is refused with another one', async () => {
    const { kitId } = await begun()
    const meaning = { ...(await formOf(kitId)), key: 'diagnosis', id: 'first-new-id' }
    valueOf(await changeMeaning(ada, kitId, meaning))
    valueOf(await changeMeaning(ada, kitId, meaning))
    expect(await changeMeaning(ada, kitId, { ...meaning, id: 'second-new-id' })).toMatchObject(otherContent)
    const prompt = { ...(await formOf(kitId)), name: 'Orders that stop', kind: 'debugging' }
    const { key } = valueOf(await addPrompt(ada, kitId, prompt))
    expect(valueOf(await addPrompt(ada, kitId, prompt)).key).toBe(key)
    expect(await addPrompt(ada, kitId, { ...prompt, name: 'Another prompt' })).toMatchObject(otherContent)
    const { text, print } = valueOf(await readGenerator(ada, kitId, CHANGES.key))
    const generator = { ...(await formOf(kitId)), print, text: text.replace(/seed: \d+/, 'seed: 7') }
    valueOf(await saveGenerator(ada, kitId, CHANGES.key, generator))
    valueOf(await saveGenerator(ada, kitId, CHANGES.key, generator))
    expect(await saveGenerator(ada, kitId, CHANGES.key, { ...generator, text })).toMatchObject(otherContent)
  })
})

test('a page of the editor that showed a draft that was discarded changes nothing of the next one', async () => {
  const { kitId } = await begun()
  valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'Ours.' }))
  valueOf(await approveDraft(ben, kitId, await shownOf(kitId)))
  valueOf(await publishDraft(ada, kitId, await shownOf(kitId)))
  valueOf(await openDraft(ada, kitId))
  const form = await formOf(kitId)
  valueOf(await discardDraft(ada, kitId, await shownOf(kitId)))
  valueOf(await openDraft(ada, kitId))
  await rename(kitId, 'Of the next draft')
  const before = await draftOf(kitId)
  const hash = '0'.repeat(64)
  const print = 'a-b'
  const sends = [
    save(kitId, form, field(at(before.content, WHY), WHY, 'Late')),
    save(kitId, form, [['do', actName.add(['criteria'])]]),
    undoChange(ada, kitId, 'undo', form),
    addPrompt(ada, kitId, { ...form, name: 'Late', kind: 'debugging' }),
    changeMeaning(ada, kitId, { ...form, key: 'diagnosis', id: 'late' }),
    saveGenerator(ada, kitId, CHANGES.key, { ...form, print, text: '' }),
    replaceExhibitTable(ada, kitId, CHANGES, { ...form, print, csv: 'a\n1\n' }, {}),
    changeColumns(ada, kitId, CHANGES, { ...form, print, do: 'save' }, [['column:e1', 'late']]),
    dismissNews(ada, kitId, { ...form, hash }),
    takeParts(ada, kitId, { ...form, hash, parts: [] }),
  ]
  for (const sent of await Promise.all(sends)) expect(sent).toMatchObject(stale)
  expect(await draftOf(kitId)).toEqual(before)
})

test('an undo or a redo that the editor sends again is done once', async () => {
  const { kitId } = await begun()
  for (const name of ['First', 'Second', 'Third']) await rename(kitId, name)
  const undo = await formOf(kitId)
  for (const _ of [1, 2]) valueOf(await undoChange(ada, kitId, 'undo', undo))
  expect(await nameOf(kitId)).toBe('Second')
  valueOf(await undoChange(ada, kitId, 'undo', await formOf(kitId)))
  const redo = await formOf(kitId)
  for (const _ of [1, 2]) valueOf(await undoChange(ada, kitId, 'redo', redo))
  expect(await nameOf(kitId)).toBe('Second')
})

test('the page of a draft undoes one change when its button is pressed twice', async () => {
  const { kitId } = await begun()
  await rename(kitId, 'First')
  await rename(kitId, 'Second')
  const shown = await shownOf(kitId)
  valueOf(await undoChange(ada, kitId, 'undo', shown))
  expect(await undoChange(ada, kitId, 'undo', shown)).toMatchObject(stale)
  expect(await nameOf(kitId)).toBe('First')
})
