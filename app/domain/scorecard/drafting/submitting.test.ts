import { describe, expect, test } from 'vitest'
import {
  of,
  opened,
  save,
  saved,
  signedOut,
  submit,
  type Event,
  typed,
  unanswered,
} from '../../../../test/setup/opened-draft'

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
    expect(page.state().conflict).toMatchObject({ number: 1, message: expect.stringContaining('was submitted') })
  })

  test('after a lost answer the same key is sent again', () => {
    const page = opened()
    page.after(...submit, { event: 'submission-answered', answer: { got: 'nothing', why: 'connection' } })
    expect(page.state().problem).toContain('not known whether this was submitted')
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
