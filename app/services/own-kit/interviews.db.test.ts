import { beforeAll, describe, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { checkDraft } from '~/domain/kit-draft/check-draft'
import { at, itemsAt, textAt, type Path } from '~/domain/kit-draft/content'
import { actName, fieldName, shownName, shownValue, type FieldKind } from '~/domain/kit-draft/form'
import type { Viewer } from '~/domain/policy/policy'
import {
  ada,
  begun,
  ben,
  draftOf,
  formOf,
  makeTeam,
  recruiter,
  shownOf,
  valueOf,
} from '../../../test/setup/own-kit-team'
import { previewInterview, previewPrompt } from './preview-draft.server'
import { openDraft } from './own-kits.server'
import { readInterviewPart } from './read-interview.server'
import { readReview } from './read-own-kit.server'
import { readRole } from './read-role.server'
import { approveDraft, publishDraft, submitDraft } from './review-draft.server'
import { saveForm } from './save-form.server'

beforeAll(makeTeam)

const SCREEN = ['interviews', 'screen']
const save = async (kitId: number, fields: [string, string][], viewer: Viewer = ada, base: Path = SCREEN) =>
  saveForm(viewer, kitId, [...Object.entries(await formOf(kitId)), ...fields], base)
/** A field of a page, and what the page showed in it. */
const field = async (kitId: number, kind: FieldKind, path: Path, value: string): Promise<[string, string][]> => [
  [shownName(path), shownValue(at((await draftOf(kitId)).content, path))],
  [fieldName(kind, path), value],
]
const messages = async (kitId: number, interview = 'screen') =>
  valueOf(await readInterviewPart(ada, kitId, interview)).part.problems.map(
    ({ path, message }) => `${path.slice(2).join('/')}: ${message}`,
  )

describe('an interview of a draft', () => {
  test('has its agenda moved by a button, and each mistake at its field', async () => {
    const { kitId } = await begun()
    const place = [...SCREEN, 'agenda']
    const saved = valueOf(await save(kitId, [['do', actName.agenda('longer', place, 'e1')]]))
    expect(saved.problems.map(({ path, message }) => [path.join('/'), message])).toEqual([
      ['interviews/screen/agenda', 'The agenda ends at minute 31, the interview at 30.'],
    ])
    valueOf(await save(kitId, await field(kitId, 'number', [...SCREEN, 'minutes'], '31')))
    expect(await messages(kitId)).toEqual([])
    valueOf(await save(kitId, await field(kitId, 'optional-number', [...SCREEN, 'questions', 'i1', 'minutes'], '')))
    expect(await messages(kitId)).toEqual([expect.stringMatching(/^questions\/i1: Question 1 has no "minutes"/)])
  })

  test('says at its focus that a criterion was removed from the kit', async () => {
    const { kitId } = await begun()
    const criterion = at((await draftOf(kitId)).content, ['criteria', 'systems-thinking'])!
    valueOf(
      await save(kitId, [['do', actName.remove(['criteria'], 'systems-thinking', criterion)]], ada, [
        'criteria',
        'systems-thinking',
      ]),
    )
    expect(await messages(kitId)).toContain('focus/i2: There is no criterion "systems-thinking".')
    const { problems } = valueOf(await readReview(ada, kitId))
    expect(problems.map(({ place }) => place)).toContain('Interview “Screening interview”, focus, 2')
  })

  test('is added with everything that is still to be written, and its id can be chosen until it is published', async () => {
    const { kitId } = await begun()
    const { added } = valueOf(await save(kitId, [['do', actName.add(['interviews'])]], ada, []))
    const page = valueOf(await readInterviewPart(ada, kitId, added!))
    expect(page.idFixed).toBe(false)
    expect(page.part.problems.map(({ path }) => path.at(-1))).toEqual(
      expect.arrayContaining(['name', 'purpose', 'opening_script', 'closing']),
    )
    const interview = at((await draftOf(kitId)).content, ['interviews', added!])!
    valueOf(await save(kitId, [['do', actName.remove(['interviews'], added!, interview)]], ada, ['interviews', added!]))
    valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'As ours.' }))
    const locked = await save(kitId, await field(kitId, 'number', [...SCREEN, 'minutes'], '35'))
    expect(locked).toMatchObject({ ok: false, error: { code: 'DRAFT_CONFLICT' } })
    valueOf(await approveDraft(ben, kitId, await shownOf(kitId)))
    valueOf(await publishDraft(ada, kitId, await shownOf(kitId)))
    valueOf(await openDraft(ada, kitId))
    expect(valueOf(await readInterviewPart(ada, kitId, 'screen')).idFixed).toBe(true)
  })

  test('begins and leaves out its parts, and chooses at which seniorities a gate closes a level', async () => {
    const { kitId } = await begun()
    const content = async () => (await draftOf(kitId)).content
    const sent = [...SCREEN, 'for_candidate']
    valueOf(await save(kitId, [['do', actName.leaveOut(sent, at(await content(), sent)!)]]))
    expect(await messages(kitId)).toEqual([])
    valueOf(await save(kitId, [['do', actName.begin(sent, null)]]))
    expect((await messages(kitId)).every((message) => message.includes('Still to be written'))).toBe(true)
    const closes = [...SCREEN, 'gates', 'i1', 'closes', 'mid']
    valueOf(await save(kitId, await field(kitId, 'level', closes, 'none')))
    expect(at(await content(), closes)).toEqual({ '=': null })
    expect(checkDraft(await content()).kit).toBeNull()
  })

  test('belongs to its organisation and to those who may edit kits', async () => {
    const { kitId } = await begun()
    const stranger = await makeUser(await makeOrganisation(), { roles: ['lead'] })
    for (const read of [readInterviewPart, previewInterview, previewPrompt] as const) {
      const id = read === previewPrompt ? 'serve-recommendations' : 'screen'
      expect(await read(stranger, kitId, id, 'senior')).toEqual({ ok: false, error: { code: 'KIT_NOT_FOUND' } })
      expect(await read(recruiter, kitId, id, 'senior')).toEqual({ ok: false, error: { code: 'FORBIDDEN' } })
      expect(await read(ada, kitId, 'nothing', 'senior')).toEqual({ ok: false, error: { code: 'PART_NOT_FOUND' } })
    }
    expect(await save(kitId, [['do', actName.agenda('longer', [...SCREEN, 'agenda'], 'e1')]], stranger)).toMatchObject({
      ok: false,
      error: { code: 'KIT_NOT_FOUND' },
    })
    expect((await draftOf(kitId)).revision).toBe(1)
  })
})

describe('a preview', () => {
  test('shows the draft as it is stored, and of a broken one what can be shown and what is wrong', async () => {
    const { kitId } = await begun()
    valueOf(await save(kitId, await field(kitId, 'text', [...SCREEN, 'purpose'], 'See how a model was looked after.')))
    const whole = valueOf(await previewInterview(ada, kitId, 'screen', 'staff'))
    expect(whole).toMatchObject({ problems: [], page: { interview: { purpose: 'See how a model was looked after.' } } })
    valueOf(await save(kitId, await field(kitId, 'number', [...SCREEN, 'minutes'], 'half an hour')))
    const broken = valueOf(await previewInterview(ada, kitId, 'screen', 'staff'))
    expect(broken.problems).toEqual([
      {
        place: 'Interview “Screening interview”, minutes',
        message: expect.stringContaining('Expected a number') as string,
      },
    ])
    expect(broken.page.interview).toMatchObject({ purpose: 'See how a model was looked after.', minutes: 30 })
    expect(broken.page.interview.questions.length).toBe(whole.page.interview.questions.length)
    expect(broken.page.criteria).toEqual(whole.page.criteria)
    expect(broken.forCandidate).toEqual(whole.forCandidate)
  })

  test('gives the candidate nothing of what the interviewer reads', async () => {
    const { kitId } = await begun()
    const { task, prompt } = valueOf(await previewPrompt(ada, kitId, 'serve-recommendations', 'senior'))
    const shown = JSON.stringify(task)
    const hidden = [
      ...prompt.facts.map(({ answer }) => answer),
      ...prompt.wrongTurns,
      ...prompt.strongOrder,
      ...prompt.stages.flatMap(({ listenFor }) => listenFor),
    ]
    expect(hidden.length).toBeGreaterThan(3)
    for (const text of hidden) expect(shown).not.toContain(JSON.stringify(text).slice(1, -1))
    expect(task.text).toBe(prompt.candidateText)
  })
})

test('the page of the role shows every criterion with its weights, and its own mistakes', async () => {
  const { kitId } = await begun()
  const role = valueOf(await readRole(ada, kitId))
  expect(role.weights.length).toBe(itemsAt((await draftOf(kitId)).content, ['criteria']).length)
  valueOf(await save(kitId, await field(kitId, 'text', ['summary'], 'Short.'), ada, []))
  const { part } = valueOf(await readRole(ada, kitId))
  expect(part.problems.map(({ path }) => path.join('/'))).toEqual(['summary'])
  const added = valueOf(await save(kitId, [['do', actName.add(['lines'])]], ada, []))
  expect(textAt((await draftOf(kitId)).content, ['lines', added.added!, 'name'])).toMatch(
    /^100\/our-kit-\d+\/look-for\/1$/,
  )
})
