/** One of the two rounds in which the voters of a packet vote. */
export type Round = 1 | 2

/** The state of the vote on one packet. */
export interface VotingState {
  /** Sealed votes needed before any is opened. */
  quorum: number
  /** The voters frozen with the packet. */
  members: readonly number[]
  /**
   * Those of them who may no longer vote: deactivated, without the committee's role, or no longer named for the job.
   */
  left: readonly number[]
  recused: readonly number[]
  votes: readonly { userId: number; round: Round }[]
  /** Those who have voted on an earlier packet of the application. */
  votedEarlier: readonly number[]
  /** Critical flags that nobody has resolved in writing. */
  openCriticalFlags: number
  /** Those who have resolved a critical flag. */
  criticalFlagResolvers: readonly number[]
  /** Id of the decision in force, or null. */
  decision: number | null
  /** Those who have added a dissent to the decision in force. */
  dissenters: readonly number[]
  /** A later packet of the application has taken this one's place. */
  superseded: boolean
  /** The application is closed: nothing more is voted or decided, whatever was recorded stays. */
  closed: boolean
}

export type VotingError = {
  code:
    | 'PACKET_NOT_FOUND'
    | 'NOT_A_VOTER'
    | 'VOTER_LEFT'
    | 'RECUSED'
    | 'ALREADY_SEALED'
    | 'VOTES_CLOSED'
    | 'ROUND_STALE'
    | 'PACKET_SUPERSEDED'
    | 'APPLICATION_CLOSED'
    | 'DECIDED'
    | 'VOTES_SEALED'
    | 'SECOND_VOTE_SEALED'
    | 'FLAG_UNRESOLVED'
    | 'OWN_FLAG'
    | 'RULE_UNMET'
    | 'VOTER_OVERRIDES'
    | 'NOTHING_TO_OVERRIDE'
    | 'DECISION_STALE'
    | 'NOT_DECIDED'
    | 'ALREADY_DISSENTED'
  message: string
}
