import type { PacketView, ScorecardView } from '~/domain/packet/packet-view'
import { recommendationLabels } from '~/domain/scorecard/levels'
import { chance, score as scoreText } from '../format'
import { StateTag, Tag } from '../ui/bits'
import { Term } from '../glossary/term'
import { Table, Th } from '../ui/table'
import { PacketSection } from './packet-section'
import { TextOrErased, EvidenceInOneLine } from './erasable-text'
import { sensitivityLabel, sensitivitySummary, ruleSaysHire, outcomeText } from './labels'

export function NotAssessed({ view }: { view: PacketView }) {
  const nameOf = (criterion: string) => view.criteria.find((one) => one.criterion === criterion)?.name ?? criterion
  const rows = [
    ...view.uncovered.map(({ criterion, name, mustHave, planned }) => ({
      key: criterion,
      name,
      mustHave,
      by: 'no one',
      why: planned ? 'Planned, but no counted scorecard rates it.' : 'No interview of this loop rates it.',
    })),
    ...view.notAssessed.map(({ criterion, by, why }, at) => ({
      key: `${criterion}-${at}`,
      name: nameOf(criterion),
      mustHave: false,
      by: <TextOrErased words={by} />,
      why: why ? <EvidenceInOneLine words={why} /> : 'No reason was given.',
    })),
  ]
  return (
    <PacketSection
      id="unseen"
      title="Not assessed"
      lead={
        rows.length === 0
          ? 'Every weighted criterion was rated by every interviewer who was assigned to it.'
          : undefined
      }
    >
      {rows.length > 0 ? (
        <Table caption="What was not assessed" plain text>
          <thead>
            <tr>
              <Th>Criterion</Th>
              <Th>By</Th>
              <Th>Why</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, mustHave, by, why }) => (
              <tr key={key}>
                <td>
                  {name}
                  {mustHave ? <span className="faint nowrap"> must-have</span> : null}
                </td>
                <td>{by}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </PacketSection>
  )
}

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
          <p>Leaving out an interviewer keeps all severities as they are.</p>
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
              <td>{flip.hire === stands ? outcomeText(flip.hire) : <Tag kind="doubt">{outcomeText(flip.hire)}</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </PacketSection>
  )
}

export function Recommendations({ view }: { view: PacketView }) {
  return (
    <PacketSection
      id="advice"
      title="What each interviewer recommends"
      aside={<p>A recommendation concerns that one interview, not the packet; no score uses it.</p>}
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
            <AdviceRow key={card.scorecard} card={card} />
          ))}
        </tbody>
      </Table>
    </PacketSection>
  )
}

function AdviceRow({ card }: { card: ScorecardView }) {
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
