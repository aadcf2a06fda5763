import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { Administration } from '~/components/administration'
import { Note } from '~/components/ui/message'
import { Pager, Table, TableScroll, Th } from '~/components/ui/table'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { listAudit } from '~/services/audit/list-audit.server'

export const meta = () => [{ title: 'Audit · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-audit')
  const { before } = parseSearch(request, z.object({ before: z.optional(Id) }))
  return listAudit(viewer, before ?? null)
}

export default function Audit() {
  const { whole, entries, older, numbered } = useLoaderData<typeof loader>()
  return (
    <Administration
      title="Audit"
      lead="What was written, by whom and when; each entry carries the hash of the one before."
    >
      {whole ? (
        <p className="chain">
          <b>The chain is whole.</b>
        </p>
      ) : (
        <Note kind="flag" role="alert">
          <b>The chain is broken: an entry does not follow from the one before it.</b> Assay goes on writing and changes
          nothing here by itself. Compare with a backup and keep both.
        </Note>
      )}
      {numbered ? null : (
        <Note>While a scorecard of yours is due, its application and all numbers are left out of this list.</Note>
      )}
      <TableScroll label="Audit list">
        <Table caption="Audit list, the newest first" className="aud">
          <thead>
            <tr>
              {numbered ? <Th num>No.</Th> : null}
              <Th>Time</Th>
              <Th>Who</Th>
              <Th>Did</Th>
              <Th>To what</Th>
              {numbered ? <Th>Hash</Th> : null}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.key}>
                {numbered ? <td className="num aud__no">{entry.number}</td> : null}
                <td className="aud__t nowrap">{entry.at}</td>
                <th scope="row" className="aud__w">
                  {entry.who}
                </th>
                <td className="aud__d">{entry.did}</td>
                <td className="aud__o">
                  {entry.what}
                  {entry.detail ? <span className="aud__with">{entry.detail}</span> : null}
                </td>
                {numbered ? <td className="aud__h code">{entry.hash}</td> : null}
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
      {older ? <Pager next={`${paths.audit()}?before=${older}`} /> : null}
    </Administration>
  )
}
