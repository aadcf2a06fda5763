import type { DraftEffect, DraftEvent } from '~/domain/scorecard/drafting/events'
import { reduceDraft } from '~/domain/scorecard/drafting/reduce'
import { openDraft, type DraftState, type FoundCopy } from '~/domain/scorecard/drafting/state'

export type Text = { text: string }
export type Event = DraftEvent<Text>
export const of = (text: string): Text => ({ text })

/** A page with the stored draft "stored" of revision 1, in a window called "this". */
export function opened(base = 0) {
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

export const typed = (text: string): Event => ({ event: 'typed', content: of(text) })
export const save: Event = { event: 'save-asked' }
export const submit: Event[] = [{ event: 'submit-asked' }, { event: 'comparison-loaded', ok: true }]
export const saved = (revision: number): Event => ({
  event: 'save-answered',
  answer: { got: 'answer', value: { revision } },
  at: '14:02',
})
export const unanswered: Event = { event: 'save-answered', answer: { got: 'nothing', why: 'connection' }, at: '14:02' }
export const overtaken = (text: string): Event => ({
  event: 'save-answered',
  answer: { got: 'stale', current: { revision: 5, content: of(text) } },
  at: '14:02',
})
export const signedOut = { got: 'refused', status: 401, message: '' } as const
export const copy = (text: string, more: Partial<FoundCopy<Text>> = {}): FoundCopy<Text> => ({
  window: 'closed',
  base: 0,
  revision: 1,
  before: of('stored'),
  content: of(text),
  pending: true,
  at: 7,
  ...more,
})
export const read = (...copies: FoundCopy<Text>[]): Event => ({ event: 'device-read', copies })
