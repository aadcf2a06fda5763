import type { TermId } from '../glossary/glossary'

/** What the Help panel of one page says. */
export type PageHelp = {
  /** What the page is for. */
  purpose: string
  /** What can be done on it; where only some roles may, the sentence names them. */
  acts: readonly string[]
  /** How to read its figures. */
  figures?: readonly string[]
  /** What else helps to know. */
  notes?: readonly string[]
  /** The words of the glossary that stand on it. */
  terms?: readonly TermId[]
}
