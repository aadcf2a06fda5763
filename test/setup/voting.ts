import type { Round, VotingState } from '~/domain/decision/voting'

/** The voting on a packet with three voters and a quorum of two, before any vote; `given` replaces parts of it. */
export const voting = (given: Partial<VotingState> = {}): VotingState => ({
  quorum: 2,
  members: [1, 2, 3],
  left: [],
  recused: [],
  votes: [],
  votedEarlier: [],
  openCriticalFlags: 0,
  criticalFlagResolvers: [],
  decision: null,
  dissenters: [],
  superseded: false,
  closed: false,
  ...given,
})

/** First-round votes of these users. */
export const sealed = (...users: number[]) =>
  users.map((userId): { userId: number; round: Round } => ({ userId, round: 1 }))

/** 'ok', or the code of the error. */
export const code = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? 'ok' : result.error.code
