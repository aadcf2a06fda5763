import { describe, expect, test } from 'vitest'
import type { DraftEffect, DraftEvent } from './events'
import { reduceDraft } from './reduce'
import { openDraft, type DraftState, type FoundCopy } from './state'

type Text = { text: string }
type Event = DraftEvent<Text>
const of = (text: string): Text => ({ text })

/** A page with the stored draft "stored" of revision 1, in a window called "this". */
function opened(base = 0) {
  let state: DraftState<Text> = openDraft<Text>({
    window: 'this',
    writeKey: 'key',
    base,
    empty: of(''),
    server: { revision: 1, content: of('stored') },
    savedAt: '14:00',
  })
  const page = {
    state: () => state,
    /** What the page has to do after these events, the last one's alone. */
    after(...events: Event[]): DraftEffect<Text>[] {
      let effects: DraftEffect<Text>[] = []
      for (const event of events) ({ state, effects } = reduceDraft(state, event))
      return effects
    },
    names: (...events: Event[]) => page.after(...events).map(({ effect }) => effect),
  }
  return page
}

const typed = (text: string): Event => ({ event: 'typed', content: of(text) })
const save: Event = { event: 'save-asked' }
const submit: Event[] = [{ event: 'submit-asked' }, { event: 'comparison-loaded', ok: true }]
const saved = (revision: number): Event => ({
  event: 'save-answered',
  answer: { got: 'answer', value: { revision } },
  at: '14:02',
})
const unanswered: Event = { event: 'save-answered', answer: { got: 'nothing', why: 'connection' }, at: '14:02' }
const overtaken = (text: string): Event => ({
  event: 'save-answered',
  answer: { got: 'stale', current: { revision: 5, content: of(text) } },
  at: '14:02',
})
const signedOut = { got: 'refused', status: 401, message: '' } as const
const copy = (text: string, more: Partial<FoundCopy<Text>> = {}): FoundCopy<Text> => ({
  window: 'closed',
  base: 0,
  revision: 1,
  before: of('stored'),
  content: of(text),
  pending: true,
  at: 7,
  ...more,
})
const read = (...copies: FoundCopy<Text>[]): Event => ({ event: 'device-read', copies })

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

describe('submitting', () => {
  const content = { kind: 'submission' } as never
  const stored: Event = {
    event: 'submission-answered',
    answer: { got: 'answer', value: { number: 1, stored: content } },
  }
  const compared = (page: ReturnType<typeof opened>, same: boolean): Event => ({
    event: 'compared',
    of: page.state().content,
    same,
    stored: [],
    sent: [],
  })

  test('waits for the save under way, and sends over the revision that it made', () => {
    const page = opened()
    expect(page.names(typed('a'), save, ...submit)).toEqual([])
    expect(page.after(saved(2)).at(-1)).toMatchObject({ effect: 'submit', writeKey: 'key', base: 0, revision: 2 })
    expect(page.names(save, { event: 'timer-ended', timer: 'server' })).toEqual([])
  })

  test('the copies go, and the page with them, once the stored version reads as the form does', () => {
    const page = opened()
    expect(page.names(...submit, stored)).toEqual(['compare'])
    expect(page.after(compared(page, true)).at(-1)).toEqual({
      effect: 'forget',
      copies: { windows: ['this'], copies: [], equalTo: content },
    })
    expect(page.names(typed('later'), save)).toEqual([])
    expect(page.after({ event: 'forgotten' })).toEqual([{ effect: 'go', to: 'scorecard' }])
  })

  test('what was typed while it was sent is compared too, and shown beside what is stored', () => {
    const page = opened()
    page.after(...submit, stored)
    const early = compared(page, true)
    page.after(typed('later'))
    expect(page.names(early)).toEqual(['compare'])
    expect(page.names(compared(page, false))).not.toContain('forget')
    expect(page.state().conflict).toMatchObject({ number: 1, message: expect.stringContaining('is stored') })
  })

  test('after a lost answer the same key is sent again', () => {
    const page = opened()
    page.after(...submit, { event: 'submission-answered', answer: { got: 'nothing', why: 'connection' } })
    expect(page.state().problem).toContain('not known whether this was stored')
    page.after(saved(2))
    expect(page.after(...submit).at(-1)).toMatchObject({ effect: 'submit', writeKey: 'key' })
  })

  test('other content under the same key is a conflict: given up after it was read, or moved to an amendment', () => {
    const conflict: Event = {
      event: 'submission-answered',
      answer: { got: 'conflict', version: { message: 'Stored before.', number: 3, content } },
    }
    const page = opened()
    page.after(typed('mine'), ...submit, conflict, compared(page, false))
    page.after(compared(page, false))
    const discarding = opened()
    Object.assign(discarding.state(), page.state())
    expect(discarding.after({ event: 'discard-asked' }).at(-1)).toMatchObject({
      effect: 'forget',
      copies: { windows: ['this'], equalTo: null },
    })
    const [, keep] = page.after({ event: 'amend-asked' })
    expect(keep).toMatchObject({ copy: { base: 3, revision: 0, content: of('mine'), pending: true } })
    const kept = { event: 'kept', ok: true, of: page.state().content, superseded: [] } satisfies Event
    expect(page.after(kept).at(-1)).toEqual({ effect: 'go', to: 'amendment' })
  })

  test('the text is not taken along to an amendment where the device keeps nothing', () => {
    const page = opened()
    page.after(typed('mine'), ...submit, stored, compared(page, false))
    page.after(compared(page, false), { event: 'amend-asked' })
    expect(page.names({ event: 'kept', ok: false, of: page.state().content, superseded: [] })).not.toContain('go')
    expect(page.state().problem).toContain('cannot be taken along')
  })

  test('another window’s save is put together first; a save of this window is gone on from, once', () => {
    const stale = (text: string): Event => ({
      event: 'submission-answered',
      answer: { got: 'stale', current: { revision: 5, content: of(text) } },
    })
    const other = opened()
    expect(other.after(typed('a'), ...submit, stale('b')).at(-1)).toMatchObject({ effect: 'merge', theirs: of('b') })
    expect(other.state().problem).toContain('Another window')
    const own = opened()
    own.after(typed('a'), save, unanswered, typed('c'), ...submit)
    expect(own.after(stale('a')).at(-1)).toMatchObject({ effect: 'submit', revision: 5, content: of('c') })
  })

  test('signed out, nothing is submitted and everything is kept', () => {
    const page = opened()
    page.after(typed('a'), ...submit, { event: 'submission-answered', answer: signedOut })
    expect(page.state().problem).toContain('nothing was submitted')
    expect(page.state().submission).toBeNull()
  })

  test('left while it is sent, the page still sees to it that the device forgets what was stored', () => {
    const page = opened()
    page.after(...submit, { event: 'closed' }, stored)
    expect(page.names(compared(page, true))).toContain('forget')
    const other = opened()
    other.after(typed('a'), ...submit, { event: 'closed' })
    other.after({ event: 'submission-answered', answer: { got: 'nothing', why: 'server' } })
    expect(other.state().ended).toBe(true)
  })
})
