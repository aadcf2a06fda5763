import { Table, TableScroll, Th } from '~/components/ui/table'
import { maturityDescriptions } from '~/domain/job/schemas'
import { needProfileLabels } from '~/domain/job/labels'
import type { NeedProfile } from '~/domain/kit/schema'
import { seniorityNames } from '~/components/kit/seniority-names'

type NeedProps = {
  kit: {
    profiles: { id: string; description: string; highestWeighted: string[] }[]
    maturity: { level: 1 | 2 | 3 | 4 | 5; more: string[]; less: string[]; hire: string; reason: string }[]
  }
}

/** How a job's need profile and maturity move the weights, and why. */
export function Need({ kit }: NeedProps) {
  return (
    <section className="chapter" id="need" aria-labelledby="h-need">
      <div className="chapter__head">
        <h2 className="h2" id="h-need">
          What the team needs
        </h2>
        <span className="small quiet">
          Both are set on the job; they change the weights of the criteria by one or two steps
        </span>
      </div>
      <dl className="terms kit__need">
        {kit.profiles.map(({ id, description, highestWeighted }) => [
          <dt key={id}>{needProfileLabels[id as NeedProfile]}</dt>,
          <dd key={`${id} description`}>
            {description}{' '}
            {highestWeighted.length > 0 ? (
              <span className="faint">Highest weights: {highestWeighted.join(', ')}.</span>
            ) : null}
          </dd>,
        ])}
      </dl>
      <details className="kit__maturity">
        <summary>By maturity: higher and lower weights, and whom to hire next</summary>
        <TableScroll label="By maturity of the team">
          <Table plain text caption="What each maturity level changes">
            <thead>
              <tr>
                <Th>Maturity</Th>
                <Th>Weight + 1</Th>
                <Th>Weight − 1</Th>
                <Th>Hire next</Th>
                <Th>Why</Th>
              </tr>
            </thead>
            <tbody>
              {kit.maturity.map(({ level, more, less, hire, reason }) => (
                <tr key={level}>
                  <Th scope="row">
                    {level}: {maturityDescriptions[level]}
                  </Th>
                  <td>{more.join(', ') || '–'}</td>
                  <td>{less.join(', ') || '–'}</td>
                  <td>{seniorityNames[hire]}</td>
                  <td className="quiet">{reason}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
      </details>
    </section>
  )
}
