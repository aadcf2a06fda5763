import { readRuleCodes } from '~/domain/decision/committee-rule'
import { againstTheVotes, roundState, tally, voters, type VotingState, type Round } from '~/domain/decision/voting'
import type { RecordView, VoterView, VoteView } from '~/domain/decision/view'
import { dayAndTime } from '~/platform/dates.server'
import type { Tx } from '~/platform/db.server'
import type { Texts } from '~/services/packet/packet-texts.server'

export type Reading = { reader: Tx; organisationId: number; timeZone: string; texts: Texts }

const nameOf = (user: { id: number; name: string | null }) => user.name ?? `Former user ${user.id}`

/** The votes of the rounds that are open, by voter. A sealed round's choices are not even read. */
export async function openedVotes(
  { reader, organisationId, timeZone, texts }: Reading,
  packetId: number,
  voting: VotingState,
): Promise<VoterView[]> {
  const open = ([1, 2] as const).filter((round) => roundState(voting, round).open)
  if (open.length === 0) return []
  const rows = await reader.vote.findMany({
    where: { organisationId, packetId, round: { in: open } },
    include: { reasonText: { select: { id: true, hash: true } } },
  })
  const users = await reader.user.findMany({
    where: { organisationId, id: { in: voters(voting) } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  const vote = (userId: number, round: Round): VoteView | null => {
    const row = rows.find((one) => one.userId === userId && one.round === round)
    return row
      ? {
          userId,
          choice: row.choice,
          reason: texts.words({ text: row.reasonText.id, hash: row.reasonText.hash }),
          at: dayAndTime(row.sealedAt, timeZone),
        }
      : null
  }
  return users.map((user) => ({
    userId: user.id,
    name: nameOf(user),
    first: vote(user.id, 1),
    second: vote(user.id, 2),
  }))
}

/** The decisions on one application, the one in force first. Only the packet in hand says how its votes stood. */
export async function decisionRecords(
  { reader, organisationId, timeZone, texts }: Reading,
  packet: { id: number; applicationId: number },
  opened: readonly VoterView[],
  upheldCriticalFlags: number,
): Promise<RecordView[]> {
  const text = { select: { id: true, hash: true } }
  const rows = await reader.decision.findMany({
    where: { organisationId, packet: { applicationId: packet.applicationId } },
    orderBy: { number: 'desc' },
    include: {
      reasonText: text,
      overrideText: text,
      decidedBy: { select: { id: true, name: true } },
      packet: { select: { id: true, number: true } },
      supersedes: { select: { number: true, outcome: true } },
      dissents: { orderBy: { id: 'asc' }, include: { text, user: { select: { id: true, name: true } } } },
    },
  })
  const votes = opened.flatMap(({ first, second }) => [
    ...(first ? [{ ...first, round: 1 as const }] : []),
    ...(second ? [{ ...second, round: 2 as const }] : []),
  ])
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    outcome: row.outcome,
    reason: texts.words({ text: row.reasonText.id, hash: row.reasonText.hash }),
    by: nameOf(row.decidedBy),
    at: dayAndTime(row.decidedAt, timeZone),
    againstTheVotes: row.packetId === packet.id && againstTheVotes(tally(votes), row.outcome),
    override: row.overrideText && {
      rules: readRuleCodes(row.overriddenRules),
      reason: texts.words({ text: row.overrideText.id, hash: row.overrideText.hash }),
    },
    upheldCriticalFlags: row.packetId === packet.id && row.outcome === 'hire' ? upheldCriticalFlags : 0,
    runId: row.runId,
    packet: row.packet,
    supersedes: row.supersedes,
    dissents: row.dissents.map(({ user, text }) => ({
      userId: user.id,
      name: nameOf(user),
      words: texts.words({ text: text.id, hash: text.hash }),
    })),
  }))
}
