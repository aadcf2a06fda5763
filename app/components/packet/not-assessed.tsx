import type { PacketView } from '~/domain/packet/packet-view'
import { SlipLine } from '../slip-line'
import { Table, Th } from '../ui/table'
import { EvidenceInOneLine, TextOrErased } from './erasable-text'
import { PacketSection } from './packet-section'

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
    ...view.notAssessed.map(({ criterion, by, why, slips }, at) => ({
      key: `${criterion}-${at}`,
      name: nameOf(criterion),
      mustHave: false,
      by: <TextOrErased words={by} />,
      why: (
        <>
          {why ? <EvidenceInOneLine words={why} /> : slips ? null : 'No reason was given.'}
          <SlipLine slips={slips} />
        </>
      ),
    })),
  ]
  return (
    <PacketSection
      id="unseen"
      title="Not assessed"
      lead={
        rows.length === 0
          ? 'Every criterion with a weight above 0 was rated by every interviewer who was assigned to it.'
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
