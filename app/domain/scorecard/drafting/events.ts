import type { StoredField } from '../../shared/stored-before'
import type { Clash } from '../merge'
import type { VersionContent } from '../same-submission'
import type { Answer, CopyContent, CopyName, DraftState, FoundCopy, Place, StoredVersion } from './state'

export type Timer = 'device' | 'server'

/** What can happen to a draft. `of` is the content that an effect was asked for, to tell whether the form has changed since. */
export type DraftEvent<Content> =
  | { event: 'typed'; content: Content }
  | { event: 'timer-ended'; timer: Timer }
  | { event: 'save-asked' }
  | { event: 'connection-back' }
  /** The window is shown or has the focus again: the person may have signed in elsewhere. */
  | { event: 'shown' }
  | { event: 'hidden' }
  /** The page is left. */
  | { event: 'closed' }
  | { event: 'device-read'; copies: FoundCopy<Content>[] }
  | { event: 'kept'; ok: boolean; of: Content; superseded: CopyName[] }
  | { event: 'save-answered'; answer: Answer<{ revision: number }, Content>; at: string }
  | { event: 'merged'; of: Content; merged: Content; clashes: Clash[] }
  | { event: 'merge-failed' }
  /** The person chose in every place where two texts clash. */
  | { event: 'settled'; content: Content }
  | { event: 'submit-asked' }
  | { event: 'submit-invalid'; onlyNotes: boolean }
  | { event: 'comparison-loaded'; ok: boolean }
  | {
      event: 'submission-answered'
      answer: Answer<{ number: number; stored: VersionContent | null }, Content>
    }
  | { event: 'compared'; of: Content; same: boolean; stored: StoredField[]; sent: StoredField[] }
  | { event: 'conflict-closed' }
  | { event: 'discard-asked' }
  | { event: 'amend-asked' }
  | { event: 'left-over-read' }
  | { event: 'forgotten' }

/** Copies that nothing would be lost with. Those that are not pending go with any of them. */
export type Forgettable = {
  /** Every copy of these windows. */
  windows?: string[]
  /** These copies, in this state. */
  copies?: CopyName[]
  /** Every copy whose text is exactly what this version holds. */
  equalTo?: VersionContent | null
}

/** What the page has to do. Each runs in the order given; those that take time answer with the event named. */
export type DraftEffect<Content> =
  | { effect: 'fill-form'; content: Content }
  | { effect: 'start-timer'; timer: Timer; ms: number }
  | { effect: 'stop-timer'; timer: Timer }
  /** Keeps the copy and deletes the superseded ones, in one transaction. Answers `kept`. */
  | { effect: 'keep'; copy: CopyContent<Content>; superseded: CopyName[] }
  /** Answers `save-answered`. */
  | { effect: 'save'; base: number; revision: number; content: Content }
  /** Answers `merged` or `merge-failed`; `of` comes back. */
  | { effect: 'merge'; of: Content; before: Content; mine: Content; theirs: Content }
  | { effect: 'mark-fields'; fieldErrors: Record<string, string>; focus: boolean }
  /** Takes away the marks of the last `mark-fields`. */
  | { effect: 'clear-marks' }
  /** Answers `comparison-loaded`. */
  | { effect: 'load-comparison' }
  /** Answers `submission-answered`. */
  | { effect: 'submit'; writeKey: string; base: number; revision: number; content: Content }
  /** Answers `compared`. */
  | { effect: 'compare'; version: StoredVersion; content: Content }
  /** Answers `forgotten`. */
  | { effect: 'forget'; copies: Forgettable }
  | { effect: 'go'; to: Place; version?: number }

export type Step<Content> = { state: DraftState<Content>; effects: DraftEffect<Content>[] }

export const step = <Content>(state: DraftState<Content>, ...effects: DraftEffect<Content>[]): Step<Content> => ({
  state,
  effects,
})

/** Goes on from a step: the effects of both, in order. */
export function andThen<Content>(first: Step<Content>, next: (state: DraftState<Content>) => Step<Content>) {
  const second = next(first.state)
  return step(second.state, ...first.effects, ...second.effects)
}
