import { describe, expect, test } from 'vitest'
import { applyAll } from './change'
import { at, toContent, type Block, type Path } from './content'
import { actChanges, actName, actOf, fieldChanges, fieldName, NO_LEVEL, shownName, shownValue } from './form'
import { templateOf } from './templates'

const interview = {
  id: 'screen',
  minutes: 30,
  source: '100/a/evaluation/1',
  focus: ['sizing', 'testing'],
  agenda: { '0-5': 'opening', '5-30': 'questions 1 and 2' },
  questions: [
    { ask: 'What ran?', minutes: 10 },
    { ask: 'What fell?', minutes: 5, wait: 1 },
  ],
  gates: [
    { from: 0, until: 5, question: 2, criterion: 'sizing', closes: { mid: null, senior: 3, staff: 2 }, say: 'Wait.' },
  ],
  sounds_like: 'The levels of the prompt in use.',
}
const content = toContent({ id: 'ours', interviews: [interview], prompts: [{ id: 'one', kind: 'small-case' }] })
const SCREEN = ['interviews', 'screen']
const field = (kind: Parameters<typeof fieldName>[0], path: Path, value: string): [string, string][] => [
  [shownName(path), shownValue(at(content, path))],
  [fieldName(kind, path), value],
]
const after = (kind: Parameters<typeof fieldName>[0], path: string[], value: string) =>
  fieldChanges(field(kind, path, value)).map((change) => (change.op === 'set' ? change.after : change))
const acted = (value: string): Block => {
  const done = actChanges(content, actOf(value)!, 'n1', templateOf)
  if ('problem' in done) throw new Error(done.problem)
  const result = applyAll(content, done.changes)
  if (result.is === 'conflict') throw new Error('conflict')
  return result.content as Block
}

describe('fields of the editor', () => {
  test('a number that may be missing is emptied, and one that must be there is not', () => {
    const minutes = [...SCREEN, 'questions', 'i1', 'minutes']
    expect(after('optional-number', minutes, '')).toEqual([null])
    expect(after('number', minutes, '')).toEqual([''])
    expect(after('optional-number', minutes, '7.5')).toEqual([7.5])
    expect(after('optional-number', minutes, 'seven')).toEqual(['seven'])
  })

  test('a level is a number or, as kits say it, nothing', () => {
    const closes = [...SCREEN, 'gates', 'i1', 'closes']
    expect(after('level', [...closes, 'mid'], '2')).toEqual([2])
    expect(after('level', [...closes, 'senior'], NO_LEVEL)).toEqual([{ '=': null }])
    expect(after('level', [...closes, 'mid'], NO_LEVEL)).toEqual([])
  })

  test('a kind that no field has changes nothing', () => {
    const path = [...SCREEN, 'minutes']
    expect(
      fieldChanges([
        [shownName(path), '30'],
        [`set:else:${path.join('/')}`, '40'],
      ]),
    ).toEqual([])
  })

  test('a source of one line is a list of one', () => {
    expect(at(content, [...SCREEN, 'source', 'i1'])).toBe('100/a/evaluation/1')
  })
})

describe('parts that may be missing', () => {
  test('begin with what is still to be written, and are left out again', () => {
    const help = [...SCREEN, 'help']
    const begun = acted(actName.begin(help, null))
    expect(at(begun, [...help, 'free'])).toBe('TODO: help that costs nothing.')
    const left = actChanges(begun, actOf(actName.leaveOut(help, at(begun, help)!))!, 'n1', templateOf)
    expect(left).toMatchObject({ changes: [{ op: 'set', path: help, after: null }] })
  })

  test('are not begun twice, nor left out once somebody has changed them', () => {
    const help = [...SCREEN, 'help']
    const begun = acted(actName.begin(help, null))
    expect(actChanges(begun, actOf(actName.begin(help, null))!, 'n1', templateOf)).toHaveProperty('problem')
    expect(actChanges(begun, actOf(actName.leaveOut(help, { free: 'Other' }))!, 'n1', templateOf)).toHaveProperty(
      'problem',
    )
  })

  test('what levels sound like is one sentence or a text for each criterion of the focus', () => {
    const sounds = [...SCREEN, 'sounds_like']
    const begun = acted(actName.begin(sounds, interview.sounds_like))
    expect(Object.keys(at(begun, sounds) as Block)).toEqual(['sizing', 'testing'])
    const apart = actChanges(begun, actOf(actName.bySeniority([...sounds, 'sizing']))!, 'n1', templateOf)
    expect(apart).toMatchObject({ changes: [{ after: { mid: { 1: expect.stringContaining('TODO') as string } } }] })
  })

  test('a severity is one for all seniorities or one for each', () => {
    const severity = ['red_flags', 'untested', 'severity']
    const flags = (value: unknown) => toContent({ red_flags: [{ id: 'untested', severity: value }] })
    const done = (from: Block, value: string) => actChanges(from, actOf(value)!, 'n1', templateOf)
    const three = { mid: 'serious', senior: 'serious', staff: 'serious' }
    expect(done(flags('serious'), actName.bySeniority(severity))).toMatchObject({ changes: [{ after: three }] })
    expect(done(flags({ ...three, mid: 'concern' }), actName.atAllSeniorities(severity))).toMatchObject({
      changes: [{ after: 'serious' }],
    })
    expect(done(flags('serious'), actName.bySeniority(['red_flags', 'untested', 'probe']))).toHaveProperty('problem')
    expect(done(flags('serious'), actName.bySeniority(['red_flags']))).toHaveProperty('problem')
  })

  test('a new section of the agenda follows the last, a new question has minutes where others have', () => {
    expect(at(acted(actName.add([...SCREEN, 'agenda'])), [...SCREEN, 'agenda', 'n1', 'name'])).toBe('30-35')
    expect(at(acted(actName.add([...SCREEN, 'questions'])), [...SCREEN, 'questions', 'n1', 'minutes'])).toBe(5)
  })

  test('an act on a place that no kit has says so', () => {
    for (const place of ['lines', 'constructor', 'id', 'interviews/screen/nothing', 'interviews/nobody/help'])
      for (const act of ['add', 'begin'])
        expect(
          () => actChanges(content, actOf(`${act}:${place}:1-1`)!, 'n1', templateOf),
          `${act} ${place}`,
        ).not.toThrow()
    expect(actChanges(content, actOf('begin:interviews/nobody/help:1-1')!, 'n1', templateOf)).toHaveProperty('problem')
  })
})
