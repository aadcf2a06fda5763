import type { AnchorView, CriterionView, FactView, FlagView, InterviewView } from '../kit/views'
import type { Piece } from './differences'
import type { ScorecardDraft } from './draft-shape'
import type { Evidence } from './evidence'
import type { ScorecardStatus } from './status'
import type { SlipKind } from './slips'
import type { VersionKind } from './versions'
import type { LevelNumber } from './levels'

/** What a scorecard's page is drawn from, while it is written and once it is submitted. */

/** A text, or the place where it was; null where nothing was written. */
export type ErasableText = { erased: false; text: string } | { erased: true } | null
export type ErasableEvidence = { erased: false; evidence: Evidence } | { erased: true } | null

export type RatingView = {
  id: string
  name: string
  mustHave: boolean
  bySeniority: boolean
  level: LevelNumber | null
  evidence: ErasableEvidence
  anchor: AnchorView | null
  slips: SlipKind[]
}

export type FindingView = { id: string; name: string; severity: string; evidence: ErasableText; probe: ErasableText }

export type VersionLine = {
  number: number
  kind: VersionKind
  at: string
  reason: ErasableText
  /**
   * Whether it was written blind, whether it counts, and the number of the version that counts, if any; null where the
   * viewer is still blind and may not know.
   */
  counting: { blind: boolean; counts: boolean; counted: number | null } | null
}

export type ChangeView = {
  from: VersionLine
  to: VersionLine
  parts: { label: string; before: Piece[]; after: Piece[] }[]
}

export type SubmittedScorecard = {
  scorecardId: number
  own: boolean
  applicationId: number | null
  interview: string
  author: string
  candidate: string
  job: string
  seniority: string
  kit: string
  held: string | null
  minutes: number
  afterEnd: string | null
  shadow: boolean
  status: ScorecardStatus
  last: VersionLine
  erasedOn: string | null
  ratings: RatingView[]
  recommendation: string
  reason: ErasableText
  findings: FindingView[]
  flagsAsked: number
  notes: ErasableEvidence
  changes: ChangeView[]
  withdrawn: boolean
  colleagues: { id: number; author: string; interview: string }[]
}

export type ScorecardEditor = {
  /** Whose copies on a shared device these are. */
  owner: string
  scorecardId: number
  interviewId: number
  /** The version this edit builds on; 0 before the first submission. */
  base: number
  revision: number
  savedAt: string | null
  draft: ScorecardDraft
  interview: InterviewView
  criteria: CriterionView[]
  flags: (FlagView & { watched: boolean })[]
  facts: FactView[]
  candidate: string
  namesHidden: boolean
  job: string
  seniority: string
  shadow: boolean
  startsAt: string | null
  minutesPassed: number | null
  /** The zone of the author's account: times of notes are written in it. */
  timeZone: string
}

/** What comes back of a form that was posted without a script: why, and the text where it was not stored. */
export type PlainAnswer = { problem: string; fieldErrors: Record<string, string>; draft: ScorecardDraft | null }
