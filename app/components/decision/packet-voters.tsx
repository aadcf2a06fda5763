import type { PacketVoterView } from '~/domain/decision/view'
import type { VoterTie } from '~/domain/packet/body'
import { PacketSection } from '../packet/packet-section'

/** What ties a voter to the application besides the vote. */
export const tieDescriptions: Record<VoterTie, string> = {
  interviewer: 'interviewed this candidate',
  'hiring-manager': 'hiring manager of this job',
  'added-candidate': 'added this candidate',
  'granted-own-role': 'gave themselves the committee role',
}

/** Who votes on the packet, frozen with it. It never says who has sealed a vote. */
export function PacketVoters({ voters }: { voters: readonly PacketVoterView[] }) {
  return (
    <PacketSection
      id="voters"
      title="Voters of this packet"
      aside={<p>Fixed when the packet was sent. Voters named for the job later vote on later packets.</p>}
    >
      <ul className="stack">
        {voters.map(({ userId, name, ties, left, recused, lifted }) => {
          const facts = [
            ...(recused ? ['recused'] : []),
            ...lifted.map(({ by, at }) => `recused before; lifted by ${by}, ${at}`),
            ...(left ? ['no longer a voter of this job; a vote sealed before counts'] : []),
            ...(ties ?? []).map((tie) => tieDescriptions[tie]),
          ]
          return (
            <li key={userId}>
              {name}
              {facts.length > 0 ? <span className="quiet"> ({facts.join('; ')})</span> : null}
            </li>
          )
        })}
      </ul>
      {voters.some(({ ties }) => ties === null) ? (
        <p className="quiet">
          This packet was sent before its voters were recorded. Listed are the voters of the job on the day that Assay
          began to record them, and everyone who had voted.
        </p>
      ) : null}
    </PacketSection>
  )
}
