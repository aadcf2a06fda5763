import { beforeAll, describe, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { at, itemsAt, textAt } from '~/domain/kit-draft/content'
import { actName, fieldName, shownName, shownValue } from '~/domain/kit-draft/form'
import { moreAct } from '~/domain/kit-draft/more-acts'
import type { Viewer } from '~/domain/policy/policy'
import { ada, begun, draftOf, formOf, makeTeam, recruiter, shownOf, valueOf } from '../../../test/setup/own-kit-team'
import { addCase, addPrompt } from './add-part.server'
import { listCases, listPrompts } from './list-parts.server'
import { readCase } from './read-case.server'
import { readPrompt } from './read-prompt.server'
import { submitDraft } from './review-draft.server'
import { saveForm } from './save-form.server'

let stranger: Viewer
beforeAll(async () => {
  await makeTeam()
  stranger = await makeUser(await makeOrganisation(), { roles: ['lead'] })
})

const PROMPT = 'clicks-down-on-lists'
const press = async (viewer: Viewer, kitId: number, act: string, base = ['prompts', PROMPT]) =>
  saveForm(viewer, kitId, [...Object.entries(await formOf(kitId)), ['do', act] as const], base)

describe('a prompt', () => {
  test('is added once by the same form, with what is missing told at its fields', async () => {
    const { kitId } = await begun()
    const form = { ...(await formOf(kitId)), name: 'Orders that stop', kind: 'debugging' }
    const { key } = valueOf(await addPrompt(ada, kitId, form))
    expect(valueOf(await addPrompt(ada, kitId, form)).key).toBe(key)
    const page = valueOf(await readPrompt(ada, kitId, key))
    expect(textAt(page.part.node, ['id'])).toBe('orders-that-stop')
    expect(page.part.problems.map(({ path }) => path.slice(2).join('/'))).toContain('candidate_text')
    expect(valueOf(await listPrompts(ada, kitId)).parts.at(-1)).toEqual({
      key,
      name: 'Orders that stop',
      about: 'Debugging',
    })
  })

  test('is read with what its fields choose from, without its tables, and with what refers to it', async () => {
    const { kitId } = await begun()
    const page = valueOf(await readPrompt(ada, kitId, PROMPT))
    expect(page.choices.criteria).toContainEqual(['diagnosis', expect.any(String)])
    expect(page.interviews.length).toBeGreaterThan(0)
    expect(page.exhibits.find(({ key }) => key === 'traffic')).toMatchObject({ moment: 'handed_out', problems: 0 })
    expect(page.exhibits.find(({ key }) => key === 'traffic')!.rows).toBeGreaterThan(900)
    expect(JSON.stringify(page).length).toBeLessThan(60_000)
    expect(page.references.map(({ path }) => path[0])).toContain('calibration_cases')
  })

  test('has its stages moved with their minutes, and an exhibit handed over at the other moment with its table', async () => {
    const { kitId } = await begun()
    const key = (await firstWithStages(kitId))!
    const before = (await draftOf(kitId)).content
    const minutes = itemsAt(before, ['prompts', key, 'stage_minutes']).map(([, one]) => one)
    const [first] = itemsAt(before, ['prompts', key, 'stages'])[0]!
    valueOf(await press(ada, kitId, actName.down(['prompts', key, 'stages'], first)))
    const moved = itemsAt((await draftOf(kitId)).content, ['prompts', key, 'stage_minutes']).map(([, one]) => one)
    expect(moved).toEqual([minutes[1], minutes[0], ...minutes.slice(2)])
    const { csv } = at(before, ['prompts', PROMPT, 'handed_out', 'traffic']) as { csv: string }
    valueOf(await press(ada, kitId, moreAct.hand(['prompts', PROMPT, 'handed_out', 'traffic'])))
    expect(at((await draftOf(kitId)).content, ['prompts', PROMPT, 'on_request', 'traffic', 'csv'])).toBe(csv)
  })

  test('is refused where the draft is in review, and nothing of it changes', async () => {
    const { kitId } = await begun()
    valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'Ours.' }))
    const before = await draftOf(kitId)
    const form = { ...(await formOf(kitId)), name: 'Too late', kind: 'debugging' }
    const locked = { ok: false, error: { code: 'DRAFT_CONFLICT' } }
    expect(await addPrompt(ada, kitId, form)).toMatchObject(locked)
    expect(await press(ada, kitId, moreAct.duplicate(['prompts', PROMPT]))).toMatchObject(locked)
    expect((await draftOf(kitId)).revision).toBe(before.revision)
  })
})

async function firstWithStages(kitId: number) {
  const prompts = itemsAt((await draftOf(kitId)).content, ['prompts'])
  return prompts.find(([, one]) => itemsAt(one, ['stage_minutes']).length > 2)?.[0]
}

describe('a calibration case', () => {
  test('is added with a level to give for each criterion of the focus, and takes a level as a number', async () => {
    const { kitId } = await begun()
    const form = { ...(await formOf(kitId)), name: 'Holds back', interview: 'debugging', seniority: 'mid' as const }
    const { key } = valueOf(await addCase(ada, kitId, form))
    const { part, choices } = valueOf(await readCase(ada, kitId, key))
    const focus = choices.interviews.find(({ id }) => id === 'debugging')!.focus
    expect(Object.keys(at(part.node, ['levels']) as object)).toEqual(focus)
    const place = ['calibration_cases', key, 'levels', focus[0]!, 'level']
    const fields = [
      ...Object.entries(await formOf(kitId)),
      [shownName(place), shownValue('')],
      [fieldName('number', place), '3'],
    ] as const
    valueOf(await saveForm(ada, kitId, fields, ['calibration_cases', key]))
    expect(at((await draftOf(kitId)).content, place)).toBe(3)
    const anchors = choices.criteria.find(({ id }) => id === focus[0])!.anchors
    expect(anchors.mid.map(({ level }) => level)).toEqual([1, 2, 3, 4])
    expect(valueOf(await listCases(ada, kitId)).parts.at(-1)).toMatchObject({ key, name: 'Holds back' })
  })
})

test('a lead of another organisation finds none of these, and a recruiter may do none', async () => {
  const { kitId } = await begun()
  const prompt = { ...(await formOf(kitId)), name: 'Foreign', kind: 'debugging' }
  const one = { ...(await formOf(kitId)), name: 'Foreign', interview: 'debugging', seniority: 'mid' as const }
  const asked = (viewer: Viewer) => [
    readPrompt(viewer, kitId, PROMPT),
    readCase(viewer, kitId, 'fluent-after-the-hint'),
    listPrompts(viewer, kitId),
    listCases(viewer, kitId),
    addPrompt(viewer, kitId, prompt),
    addCase(viewer, kitId, one),
    press(viewer, kitId, moreAct.duplicate(['prompts', PROMPT])),
  ]
  for (const answer of await Promise.all(asked(stranger)))
    expect(answer).toMatchObject({ ok: false, error: { code: 'KIT_NOT_FOUND' } })
  for (const answer of await Promise.all(asked(recruiter)))
    expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  expect((await draftOf(kitId)).revision).toBe(1)
})
