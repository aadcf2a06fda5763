import { ConnectednessGraph, NodeShape, groupName } from '~/components/chart/connectedness-graph'
import { count, figure, listedUpTo, whole } from '~/components/format'
import { Tag } from '~/components/ui/bits'
import { Term } from '~/components/glossary/term'
import { Table, Th } from '~/components/ui/table'
import { HIDDEN_UNTIL_SUBMITTED, DiagnosticsPart, tooLittle, type RatingCounts } from './diagnostics-part'

/** Names of one group that are written out. */
const NAMED = 6

export function Connectedness({ links }: { links: RatingCounts['links'] | null }) {
  const groups = links?.groups ?? []
  const only = (links?.edges ?? []).filter((edge) => edge.only)
  return (
    <DiagnosticsPart
      id="h-links"
      title={<Term id="connectedness">Connectedness</Term>}
      leftOut={
        links === null
          ? HIDDEN_UNTIL_SUBMITTED
          : links.interviewers < 2
            ? tooLittle('only one interviewer has rated so far')
            : null
      }
      how={
        <>
          <p>
            <b>How to read this.</b> Two interviewers are connected if they rated the same candidate; a thicker line
            means more candidates in common. Severities can be compared only within a connected group.
          </p>
          {groups.length > 1 ? (
            <p>
              <Tag kind="doubt">{count(groups.length, 'group')}</Tag> have no candidate in common: comparing them
              assumes that their candidates are equally good on average. One loop with an interviewer from each would
              connect them.
            </p>
          ) : null}
          {links && only.length > 0 ? (
            <p>
              <Tag kind="doubt">weak</Tag>{' '}
              {listedUpTo(
                3,
                only.map(({ a, b }) => `${links.nodes[a]?.name ?? ''} with ${links.nodes[b]?.name ?? ''}`),
              )}
              {only.length === 1 ? ' is' : ' are'} the only connection between two groups.
            </p>
          ) : null}
        </>
      }
    >
      {links ? (
        <>
          <div className="net">
            <ConnectednessGraph
              label={`${count(links.interviewers, 'interviewer')} in ${count(groups.length, 'group')}; ${count(links.edges.length, 'pair')} share candidates`}
              nodes={links.nodes}
              edges={links.edges}
              height={320}
            />
            <Table caption="Groups of interviewers who rated candidates in common" plain>
              <thead>
                <tr>
                  <Th>Group</Th>
                  <Th num>People</Th>
                  <Th num>Applications</Th>
                </tr>
              </thead>
              <tbody>
                {groups.map(({ names, interviewers, applications }, part) => (
                  <tr key={part}>
                    <th scope="row">
                      <span className="net__group">
                        <svg className="plot" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden>
                          <NodeShape part={part} />
                        </svg>
                        <span>
                          {groups.length > 1 ? `${groupName(part)}: ` : ''}
                          {listedUpTo(NAMED, names)}
                        </span>
                      </span>
                    </th>
                    <td className="num">{whole(interviewers)}</td>
                    <td className="num">{whole(applications)}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
          {links.worst.length > 0 ? (
            <Table
              caption="Least precisely estimated differences in severity, from candidates whom both rated"
              showCaption
              plain
            >
              <thead>
                <tr>
                  <Th>Interviewer</Th>
                  <Th>Compared with</Th>
                  <Th num>
                    <Term id="standard-error">Standard error</Term> (levels)
                  </Th>
                </tr>
              </thead>
              <tbody>
                {links.worst.map(({ a, b, se }) => (
                  <tr key={`${a} ${b}`}>
                    <th scope="row">{a}</th>
                    <td>{b}</td>
                    <td className="num">{figure(se)}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          ) : null}
        </>
      ) : null}
    </DiagnosticsPart>
  )
}
