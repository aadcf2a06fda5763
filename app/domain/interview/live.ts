import type { PromptView } from '../kit/views'
import type { ScorecardEditor } from '../scorecard/view'

/** What the screen for running an interview is drawn from. */
export type LiveInterview = {
  editor: ScorecardEditor
  when: string | null
  place: PlaceView | null
  /** The server's clock, so that the page is drawn the same before and after its script has begun. */
  now: string
  prompts: (Pick<PromptView, 'id' | 'name' | 'parts' | 'sheet'> & {
    /** Without those that belong to a question. */
    facts: PromptView['facts']
  })[]
}

/** Where an interview takes place; `href` where that is an address to meet at. */
export type PlaceView = { text: string; href: string | null }
