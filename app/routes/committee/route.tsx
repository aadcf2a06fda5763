import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { seniorityAndRole } from '~/components/packet/labels'
import { ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Icon } from '~/components/ui/icon'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { Row, Rows } from '~/components/ui/rows'
import { Pager, Table, Th } from '~/components/ui/table'
import { choiceLabels } from '~/domain/decision/voting'
import { voteProgress } from '~/domain/decision/vote-progress'
import type { CommitteeRow } from '~/domain/decision/view'
import { mayAnywhere } from '~/domain/policy/policy'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { committeePackets } from '~/services/decision/committee-packets.server'

export const meta: MetaFunction = () => [{ title: 'Committee · Assay' }]

const Search = z.object({ after: z.optional(Id) })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-packet')
  const { after } = parseSearch(request, Search)
  return {
    lists: await committeePackets(viewer, after ?? null),
    after: after ?? null,
    exports: mayAnywhere(viewer, 'export-decisions'),
  }
}

export default function Committee() {
  const { lists, after, exports } = useLoaderData<typeof loader>()
  const { waiting, open, decided, next } = lists
  const empty = waiting.length + open.length + decided.length === 0
  return (
    <Page>
      <PageHead
        title="Committee"
        acts={exports ? <ButtonLink to={paths.exports({ of: 'decisions' })}>Export decisions</ButtonLink> : undefined}
        lead={waiting.length > 0 ? `${waiting.length} waiting for your vote` : 'No packet needs your vote.'}
      />
      {empty ? (
        <Empty title="No packet yet">
          A recruiter sends a packet once the scorecards of an application are submitted. It then appears here.
        </Empty>
      ) : null}
      {waiting.length > 0 ? (
        <Panel title="Waiting for your vote" id="waiting" className="committee">
          <Packets rows={waiting} act="Read and vote" label="Packets waiting for your vote" />
        </Panel>
      ) : null}
      {open.length > 0 ? (
        <Panel title="Waiting for other members" id="open" className="committee">
          <Packets rows={open} act="Read" label="Packets before the committee" />
        </Panel>
      ) : null}
      {decided.length > 0 ? (
        <Panel title="Decided" id="decided" className="committee">
          <Table caption="Decided packets" comfortable>
            <thead>
              <tr>
                <Th>Candidate</Th>
                <Th>Outcome</Th>
                <Th>Decided</Th>
              </tr>
            </thead>
            <tbody>
              {decided.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={paths.packet(row.id)} prefetch="intent">
                      {row.who}
                    </Link>{' '}
                    <span className="faint">as {seniorityAndRole(row.question)}</span>
                  </th>
                  <td>
                    {row.outcome ? choiceLabels[row.outcome] : null}
                    {row.overridden ? <span className="quiet"> (decided against the committee’s votes)</span> : null}
                  </td>
                  <td>{row.decidedAt}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          {next !== null || after !== null ? (
            <Pager
              prev={after === null ? null : paths.committee()}
              next={next === null ? null : `${paths.committee()}?after=${next}`}
            />
          ) : null}
        </Panel>
      ) : null}
    </Page>
  )
}

function Packets({ rows, act, label }: { rows: readonly CommitteeRow[]; act: string; label: string }) {
  return (
    <Rows label={label} stack>
      {rows.map((row) => (
        <Row
          key={row.id}
          what={`Should we hire ${row.who} as ${seniorityAndRole(row.question)}?`}
          why={`${row.jobName}, packet ${row.number} of ${row.frozenAt}`}
          state={
            <span className="stands">
              <Icon name={row.quorumLost ? 'warning' : row.opened ? 'eye' : 'lock'} />
              <span>{voteProgress(row)}</span>
            </span>
          }
          act={
            <ButtonLink to={paths.packet(row.id)} className="rows__act" small>
              {act}
              <span className="vh">: {row.who}</span>
            </ButtonLink>
          }
        />
      ))}
    </Rows>
  )
}
