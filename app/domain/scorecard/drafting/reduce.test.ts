import { describe, expect, test } from 'vitest'
import {
  copy,
  of,
  opened,
  overtaken,
  read,
  save,
  saved,
  signedOut,
  type Event,
  typed,
  unanswered,
} from '../../../../test/setup/opened-draft'

describe('saving', () => {
  test('what is typed is kept soon and saved a moment later; a key that changes nothing does nothing', () => {
    const page = opened()
    expect(page.after(typed('stored'))).toEqual([])
    expect(page.after(typed('new'))).toEqual([
      { effect: 'start-timer', timer: 'device', ms: 150 },
      { effect: 'start-timer', timer: 'server', ms: 900 },
    ])
    const [, kept] = page.after({ event: 'timer-ended', timer: 'device' })
    expect(kept).toMatchObject({
      effect: 'keep',
      copy: { window: 'this', base: 0, revision: 1, before: of('stored'), content: of('new'), pending: true },
    })
  })

  test('one save at a time: what is typed meanwhile is saved after the answer, over the new revision', () => {
    const page = opened()
    expect(page.after(typed('a'), save).at(-1)).toMatchObject({ effect: 'save', revision: 1, content: of('a') })
    expect(page.after(typed('b'), save)).toEqual([])
    expect(page.after(saved(2)).at(-1)).toMatchObject({ effect: 'save', revision: 2, content: of('b') })
    expect(page.names(saved(3))).toEqual(['clear-marks', 'stop-timer', 'keep'])
    expect(page.state().standing).toEqual({ state: 'saved', at: '14:02' })
  })

  test('without an answer the text is held and sent again; a refusal by the device is said', () => {
    const page = opened()
    expect(page.after(typed('a'), save, unanswered).at(-1)).toEqual({
      effect: 'start-timer',
      timer: 'server',
      ms: 10_000,
    })
    expect(page.state().standing).toEqual({ state: 'held', at: '14:02', onDevice: true, why: 'connection' })
    page.after({ event: 'kept', ok: false, of: of('a'), superseded: [] })
    expect(page.state().standing).toMatchObject({ onDevice: false })
    expect(page.names({ event: 'connection-back' })).toContain('save')
  })

  test('a save whose answer was lost is no other window', () => {
    const page = opened()
    page.after(typed('a'), save, unanswered, typed('b'), save)
    expect(page.after(overtaken('a')).at(-1)).toMatchObject({ effect: 'save', revision: 5, content: of('b') })
    expect(page.state().join).toBeNull()
  })

  test('a save after the session ended is kept, and sent again when the window is shown', () => {
    const page = opened()
    page.after(typed('a'), save, { event: 'save-answered', answer: signedOut, at: '14:02' })
    expect(page.state().standing).toMatchObject({ state: 'failed', message: expect.stringContaining('signed out') })
    expect(page.after({ event: 'shown' }).at(-1)).toMatchObject({ effect: 'save', revision: 1, content: of('a') })
  })

  test('fields that were refused are marked, and the marks go with the next save', () => {
    const page = opened()
    const answer = { got: 'errors', fieldErrors: { reason: 'Too long.' } } as const
    expect(page.names(typed('a'), save, { event: 'save-answered', answer, at: '' })[0]).toBe('mark-fields')
    expect(page.state().standing).toEqual({ state: 'failed', message: 'Not saved. Too long.' })
    expect(page.names(save, saved(2))[0]).toBe('clear-marks')
  })

  test('a page that is hidden or left keeps at once what was typed a moment before, and saves it', () => {
    for (const event of ['hidden', 'closed'] as const) {
      const page = opened()
      expect(page.names(typed('a'), { event })).toEqual(expect.arrayContaining(['keep', 'save']))
    }
    const page = opened()
    page.after(typed('a'), { event: 'closed' })
    expect(page.after(saved(2), typed('b'), save)).toEqual([])
  })
})

describe('two texts', () => {
  const merged = (page: ReturnType<typeof opened>, text: string, clashes = 0): Event => ({
    event: 'merged',
    of: page.state().content,
    merged: of(text),
    clashes: Array.from({ length: clashes }, () => ({ path: 'text', kind: 'text', mine: 'a', theirs: 'b' }) as const),
  })

  test('another window’s save is merged with what both began from; until then nothing is saved', () => {
    const page = opened()
    expect(page.after(typed('a'), save, overtaken('b')).at(-1)).toEqual({
      effect: 'merge',
      of: of('a'),
      before: of('stored'),
      mine: of('a'),
      theirs: of('b'),
    })
    expect(page.names(save)).toEqual([])
    const effects = page.after(merged(page, 'a b'))
    expect(effects[0]).toEqual({ effect: 'fill-form', content: of('a b') })
    expect(effects.at(-1)).toMatchObject({ effect: 'save', revision: 5, content: of('a b') })
  })

  test('a clash waits for the person; the copy still says what this window began from, so that a reload asks again', () => {
    const page = opened()
    page.after(typed('a'), save, overtaken('b'), merged(page, 'a', 1))
    page.after(merged(page, 'a', 1))
    expect(page.state().clash?.clashes).toHaveLength(1)
    const keep = page.after({ event: 'timer-ended', timer: 'device' }).at(-1)
    expect(keep).toMatchObject({ copy: { revision: 1, before: of('stored'), content: of('a') } })
    expect(page.after({ event: 'settled', content: of('b a') }).at(-1)).toMatchObject({ revision: 5 })
  })

  test('what is typed while two texts are put together is merged too', () => {
    const page = opened()
    page.after(typed('a'), save, overtaken('b'))
    const late = merged(page, 'a b')
    expect(page.after(typed('a more')).at(-1)).toMatchObject({ effect: 'merge', mine: of('a more') })
    expect(page.after(late)).toEqual([])
    page.after(merged(page, 'a more b'))
    expect(page.state().content).toEqual(of('a more b'))
  })

  test('a part of the page that does not load gives nothing up', () => {
    const page = opened()
    page.after(typed('a'), save, overtaken('b'), { event: 'merge-failed' })
    expect(page.state()).toMatchObject({ join: null, content: of('a'), server: { revision: 1 } })
    expect(page.names(save)).toContain('save')
  })

  test('a copy of a closed window goes back into the form, and goes with the transaction that keeps it there', () => {
    const page = opened()
    const effects = page.after(read(copy('from the device')))
    expect(effects[0]).toEqual({ effect: 'fill-form', content: of('from the device') })
    expect(effects.find(({ effect }) => effect === 'keep')).toMatchObject({
      superseded: [{ window: 'closed', at: 7 }],
      copy: { content: of('from the device'), pending: true },
    })
    page.after({ event: 'kept', ok: false, of: of('from the device'), superseded: [{ window: 'closed', at: 7 }] })
    expect(page.state().device.superseded).toHaveLength(1)
  })

  test('what was typed before the device was read is not replaced by its copy', () => {
    const page = opened()
    expect(page.after(typed('early'), read(copy('from the device'))).at(-1)).toMatchObject({
      effect: 'merge',
      mine: of('from the device'),
      theirs: of('early'),
    })
  })

  test('copies that clash are put to the person one after the other', () => {
    const page = opened()
    page.after(read(copy('one'), copy('two', { window: 'second', at: 8 }), copy('three', { window: 'third', at: 9 })))
    expect(page.state().join).toMatchObject({ with: 'copy', copy: { window: 'second' } })
    page.after(merged(page, 'x', 1), { event: 'settled', content: of('one two') })
    expect(page.state().join).toMatchObject({ with: 'copy', copy: { window: 'third' } })
    expect(page.state().device.superseded.map(({ window }) => window)).toEqual(['closed', 'second'])
  })

  test('texts of an earlier state are shown one by one, and only the one that was read is forgotten', () => {
    const page = opened(1)
    page.after(read(copy('older'), copy('old', { window: 'second', at: 8 })))
    expect(page.state().content).toEqual(of('stored'))
    expect(page.after({ event: 'left-over-read' })).toEqual([
      { effect: 'forget', copies: { copies: [{ window: 'second', at: 8 }] } },
    ])
    expect(page.state().device.leftOver.map(({ content }) => content.text)).toEqual(['older'])
  })
})
