import type { PacketView, ScorecardView } from '~/domain/packet/packet-view'
import { recommendationLabels } from '~/domain/scorecard/levels'
import { StateTag } from '../ui/bits'
import { Table, Th } from '../ui/table'
import { TextOrErased } from './erasable-text'
import { PacketSection } from './packet-section'

export function Recommendations({ view }: { view: PacketView }) {
  return (
    <PacketSection
      id="advice"
      title="What each interviewer recommends"
      aside={<p>A recommendation concerns that one interview, not the packet, and is not used in the score.</p>}
    >
      <Table caption="Recommendation of each interviewer" plain text className="advice">
        <thead>
          <tr>
            <Th>Interviewer</Th>
            <Th>Recommends</Th>
            <Th>Reason</Th>
          </tr>
        </thead>
        <tbody>
          {view.scorecards.map((card) => (
            <RecommendationRow key={card.scorecard} card={card} />
          ))}
        </tbody>
      </Table>
    </PacketSection>
  )
}

function RecommendationRow({ card }: { card: ScorecardView }) {
  const last = card.versions.at(-1) ?? null
  return (
    <tr>
      <th scope="row">
        <TextOrErased words={card.name} /> <span className="faint">{card.interviewName}</span>
      </th>
      <td className="advice__r">{last?.recommendation ? recommendationLabels[last.recommendation] : stateOf(card)}</td>
      <td>
        <TextOrErased words={last?.because ?? last?.reason ?? null} />
      </td>
    </tr>
  )
}

const stateOf = ({ state }: ScorecardView) =>
  state === 'missing' ? (
    <StateTag state="not-started">not submitted</StateTag>
  ) : state === 'withdrawn' ? (
    <StateTag state="withdrawn">withdrawn</StateTag>
  ) : null
