import type { PacketView } from '~/domain/packet/packet-view'
import { chance, score as scoreText } from '../format'
import { Term } from '../glossary/term'
import { Tag } from '../ui/bits'
import { Table, Th } from '../ui/table'
import { outcomeText, ruleSaysHire, sensitivityLabel, sensitivitySummary } from './labels'
import { PacketSection } from './packet-section'

export function Sensitivity({ view }: { view: PacketView }) {
  if (!view.score) return null
  const stands = ruleSaysHire(view)
  return (
    <PacketSection
      id="flip"
      title="Sensitivity: what would change the outcome"
      aside={
        <>
          <p>{sensitivitySummary(view)}</p>
          <p>Severities are not estimated again when an interviewer is left out.</p>
        </>
      }
    >
      <Table caption="What the decision rule says under other assumptions" plain className="flips">
        <thead>
          <tr>
            <Th>Scenario</Th>
            <Th num>Score</Th>
            <Th num>
              Probability<span className="wide-word"> of being above the bar</span>
            </Th>
            <Th>
              <Term id="decision-rule">Rule says</Term>
            </Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">As calculated now</th>
            <td className="num">{scoreText(view.score.score, 2)}</td>
            <td className="num">{chance(view.score.probabilityAboveBar)}</td>
            <td>{outcomeText(stands)}</td>
          </tr>
          {view.flips.map((flip) => (
            <tr key={`${flip.kind}-${flip.what}`}>
              <th scope="row">{sensitivityLabel(flip, view)}</th>
              <td className="num">{scoreText(flip.score, 2)}</td>
              <td className="num">{chance(flip.probabilityAboveBar)}</td>
              <td>
                {flip.hire === stands ? outcomeText(flip.hire) : <Tag kind="doubt">{outcomeText(flip.hire)}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </PacketSection>
  )
}
