import type { PacketView, ErasableText } from '../packet/packet-view'
import type { VoterTie } from '../packet/body'
import type { RuleCode, UnmetRule } from './committee-rule'
import type { Round, RoundState, VoteChoice } from './voting'

/** What the page of a packet is drawn from: the frozen packet, and what its committee made of it. */

export type VoteView = { userId: number; choice: VoteChoice; reason: ErasableText; at: string }
export type VoterView = { userId: number; name: string; first: VoteView | null; second: VoteView | null }
export type RecordView = {
  id: number
  number: number
  outcome: VoteChoice
  reason: ErasableText
  by: string
  at: string
  againstTheVotes: boolean
  /** The committee's rules that it overrides, and why; null for a decision by the rule. */
  override: { rules: RuleCode[]; reason: ErasableText } | null
  upheldCriticalFlags: number
  runId: number | null
  /** The packet it was taken on, where that is another one. */
  packet: { id: number; number: number }
  supersedes: { number: number; outcome: VoteChoice } | null
  dissents: { userId: number; name: string; words: ErasableText }[]
}

export type PacketVoterView = {
  userId: number
  name: string
  /** What else tied them to the application when the packet was sent; null: not recorded in an earlier packet. */
  ties: VoterTie[] | null
  left: boolean
  recused: boolean
  /** Recusals of theirs that somebody else ended, the newest first. */
  lifted: { by: string; at: string }[]
}

export type ResolutionView = { finding: number; upheld: boolean; reason: ErasableText; by: string; at: string }

export type PacketPage = {
  id: number
  applicationId: number
  /** null to a reader who is blind for another application: it covers the run. */
  hash: string | null
  jobName: string
  /** null to one who is recused: they read nothing more of it. */
  reading: {
    view: PacketView
    /** Bytes and every text still match what was frozen. */
    intact: boolean
    erasedTexts: number
    first: RoundState
    second: RoundState
    opened: VoterView[]
    resolutions: ResolutionView[]
    records: RecordView[]
    /** Who votes on it: frozen with the packet. */
    voters: PacketVoterView[]
    recused: { name: string }[]
  } | null
  /** What this viewer may do now. */
  acts: {
    vote: Round | null
    sealed: boolean
    recuse: boolean
    resolve: boolean
    decide: boolean
    override: boolean
    dissent: boolean
  }
  decision: number | null
  /**
   * For each outcome, which of the committee's rules it would not meet if this viewer recorded it; null while votes are
   * sealed.
   */
  rules: Record<VoteChoice, UnmetRule[]> | null
  quorumLost: boolean
  openCriticalFlags: number
  /** The packet that has taken this one's place. */
  newer: { id: number; number: number } | null
  /** The application is closed: nothing more is voted or decided. */
  closed: boolean
}

/** A packet in the committee's list. */
export type CommitteeRow = {
  id: number
  applicationId: number
  number: number
  who: string
  question: { seniority: string; roleName: string }
  jobName: string
  frozenAt: string
  sealed: number
  of: number
  needed: number
  round: 1 | 2 | null
  /** The first votes are open. */
  opened: boolean
  /** Too few voters are left; another has to be named and the packet sent again. */
  quorumLost: boolean
  outcome: VoteChoice | null
  /** The decision in force overrides the committee's rule. */
  overridden: boolean
  decidedAt: string | null
}
