import type { StoredBefore, StoredField } from '../../shared/stored-before'
import type { Clash } from '../merge'
import type { VersionContent } from '../same-submission'

/** A draft as the server has it; revision 0 is none yet. */
export type StoredDraft<Content> = { revision: number; content: Content }

/** A version that is stored instead of what was sent; `content` is null where some of it was erased since. */
export type StoredVersion = { message: string; number: number; stored?: StoredBefore; content: VersionContent | null }

/** Why no answer came that says what became of a request. */
export type NoAnswer = 'connection' | 'server'

/** Every way in which a request can end. */
export type Answer<Value, Content> =
  | { got: 'answer'; value: Value }
  /** Another window has saved since; what it saved. */
  | { got: 'stale'; current: StoredDraft<Content> }
  /** A version with other content was acknowledged before; what it holds. */
  | { got: 'conflict'; version: StoredVersion }
  | { got: 'errors'; fieldErrors: Record<string, string> }
  /** Refused for good: submitted elsewhere, unassigned, signed out (401). */
  | { got: 'refused'; message: string; status: number }
  /** The connection is gone, or the server cannot reach its database: the request may have been carried out. */
  | { got: 'nothing'; why: NoAnswer }

/** One window's text on this device, and what it builds on. */
export type CopyContent<Content> = {
  window: string
  /** The version that the draft builds on, 0 before the first. */
  base: number
  revision: number
  /** What the server last had, for putting two windows together. */
  before: Content
  content: Content
  /** True while the server does not have it. */
  pending: boolean
}
export type FoundCopy<Content> = CopyContent<Content> & { at: number }
/** A copy in one state: a window that wrote again since has another time. */
export type CopyName = { window: string; at: number }

export type SaveStanding =
  | { state: 'saved'; at: string | null }
  | { state: 'saving' }
  | { state: 'held'; at: string; onDevice: boolean; why: NoAnswer }
  | { state: 'failed'; message: string }

/** Two texts that have to become one: another window's save, or a copy that this device kept. */
export type Join<Content> =
  { with: 'server'; current: StoredDraft<Content> } | { with: 'copy'; copy: FoundCopy<Content> }
export type OpenClash<Content> = { merged: Content; clashes: Clash[] }

/** A version is stored, and what this window holds is not in it: both, where they differ. */
export type OpenConflict = {
  message: string
  number: number
  at: string | null
  stored: StoredField[]
  sent: StoredField[]
}

/** How far a submission, or the move of its text to an amendment, has come. */
export type SubmissionStep =
  | { step: 'loading' }
  /** A save is still under way: one request at a time. */
  | { step: 'waiting' }
  | { step: 'sending'; resent: boolean }
  | { step: 'comparing'; version: StoredVersion }
  | { step: 'moving'; to: number }

export type DraftState<Content> = {
  /** The name of this window, new at each opening of the page, so that no window ever writes over another one's copy. */
  window: string
  /** One key for all attempts of this window: pressing Submit again after a lost answer submits once. */
  writeKey: string
  base: number
  /** A draft without any text: what an amendment's copy is said to build on. */
  empty: Content
  /** What the form holds. */
  content: Content
  /** The saved draft that `content` builds on. Both change together, once the two are put together. */
  server: StoredDraft<Content>
  device: {
    /** False after a refusal: private windows, full disks. */
    keeps: boolean
    /** Copies that are still to be put together with the form, the oldest first. */
    found: FoundCopy<Content>[]
    /** Copies whose text is in the form: deleted in the transaction that keeps the form's text. */
    superseded: CopyName[]
    /** Copies of an earlier state of the scorecard, which nothing can be merged with. */
    leftOver: FoundCopy<Content>[]
  }
  save: {
    /** What is being saved. */
    sent: Content | null
    /** Save once more after the answer. */
    again: boolean
    /** Texts that were sent and not answered: found on the server, they are this window's own. */
    unanswered: Content[]
  }
  join: Join<Content> | null
  clash: OpenClash<Content> | null
  submission: SubmissionStep | null
  conflict: OpenConflict | null
  problem: string | null
  standing: SaveStanding
  /** Nothing is kept or saved any more. */
  ended: boolean
  /** The page was left while a submission was under way: ended as soon as that is answered. */
  closed: boolean
  /** Where to go once the device has forgotten what it should. */
  leaving: Place | null
}

export type Place = 'scorecard' | 'amendment'

export type Opening<Content> = Pick<DraftState<Content>, 'window' | 'writeKey' | 'base' | 'empty'> & {
  server: StoredDraft<Content>
  savedAt: string | null
}

/** The state of a page that was just opened with the draft as the server has it. */
export const openDraft = <Content>({ savedAt, server, ...given }: Opening<Content>): DraftState<Content> => ({
  ...given,
  content: server.content,
  server,
  device: { keeps: true, found: [], superseded: [], leftOver: [] },
  save: { sent: null, again: false, unanswered: [] },
  join: null,
  clash: null,
  submission: null,
  conflict: null,
  problem: null,
  standing: { state: 'saved', at: savedAt },
  ended: false,
  closed: false,
  leaving: null,
})
