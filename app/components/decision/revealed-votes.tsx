import { choiceLabels, tally, voteChoices, type RoundState, type VoteChoice } from '~/domain/decision/voting'
import type { VoterView } from '~/domain/decision/view'
import { VoteTable } from '../chart/vote-table'
import { listed } from '../format'
import { PacketSection } from '../packet/packet-section'
import { TextOrErased } from '../packet/erasable-text'

/** Votes opened together: of the first round, and of the second once that is open too. */
export function RevealedVotes({
  voters,
  me,
  first,
  second,
}: {
  voters: readonly VoterView[]
  me: number
  first: RoundState
  second: RoundState
}) {
  const cast = voters.filter((voter) => voter.first !== null || voter.second !== null)
  const votes = cast.flatMap((voter) => [
    ...(voter.first ? [{ ...voter.first, round: 1 as const }] : []),
    ...(second.open && voter.second ? [{ ...voter.second, round: 2 as const }] : []),
  ])
  return (
    <PacketSection
      id="votes"
      title={second.open ? 'Both votes, revealed together' : 'First votes, revealed together'}
      aside={
        <>
          <p>
            <b>{tallyText(tally(votes))}</b>
            {first.sealed < first.of ? ` Opened when ${first.sealed} of ${first.of} had voted.` : ''} No one saw a vote
            before the quorum was reached. Reasons are shown as they were sealed.
          </p>
          {second.open ? <p>A hollow dot is a first vote that the second changed. The second vote counts.</p> : null}
        </>
      }
    >
      <VoteTable
        caption="Vote and reason of each voter"
        reasons="Reason, as sealed"
        rows={cast.map((voter) => ({
          id: voter.userId,
          name: (
            <>
              {voter.name} {voter.userId === me ? <span className="faint">you</span> : null}
            </>
          ),
          spoken: voter.name,
          first: voter.first?.choice ?? null,
          second: second.open ? (voter.second?.choice ?? null) : undefined,
          reason: <Reasons voter={voter} withSecond={second.open} />,
        }))}
      />
    </PacketSection>
  )
}

function Reasons({ voter, withSecond }: { voter: VoterView; withSecond: boolean }) {
  return (
    <>
      {voter.first ? (
        <span className="vt__one">
          <b className="vt__w">{choiceLabels[voter.first.choice]}. </b>
          <TextOrErased words={voter.first.reason} />
        </span>
      ) : null}
      {withSecond && voter.second ? (
        <span className="vt__one">
          <b>Then {choiceLabels[voter.second.choice].toLowerCase()}. </b>
          <TextOrErased words={voter.second.reason} />
        </span>
      ) : null}
    </>
  )
}

/** "Three hire, one no hire." */
export function tallyText(counts: Record<VoteChoice, number>): string {
  const parts = voteChoices
    .filter((choice) => counts[choice] > 0)
    .map((choice) => `${counts[choice]} for ${choiceLabels[choice].toLowerCase()}`)
  return `${listed(parts)}.`
}
