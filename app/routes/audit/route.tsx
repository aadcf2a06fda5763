import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { Administration } from '~/components/administration'
import { ChainState } from '~/components/audit/chain-state'
import { ButtonLink } from '~/components/ui/button'
import { Note } from '~/components/ui/message'
import { Pager, Table, TableScroll, Th } from '~/components/ui/table'
import { VerifyAudit } from '~/domain/audit/verification'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { listAudit } from '~/services/audit/list-audit.server'
import { requestVerification } from '~/services/audit/request-verification.server'

export const meta = () => [{ title: 'Audit · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-audit')
  const { before } = parseSearch(request, z.object({ before: z.optional(Id) }))
  return listAudit(viewer, before ?? null)
}

/** The page's one form: verify the chain from its first entry now. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'verify-audit')
  const form = await parseForm(request, VerifyAudit)
  if (!form.ok) throw new Response('The form asks for nothing that this page does.', { status: 422 })
  await requestVerification(viewer)
  return redirectWithMessage(paths.audit(), 'The whole chain will be verified now.')
}

export default function Audit() {
  const { verification, entries, older, numbered } = useLoaderData<typeof loader>()
  return (
    <Administration
      title="Audit"
      lead="Who did what, and when."
      acts={<ButtonLink to={paths.exports({ of: 'audit' })}>Export</ButtonLink>}
    >
      <ChainState {...verification} />
      {numbered ? null : (
        <Note>While you still owe a scorecard, its application and all numbers are left out of this list.</Note>
      )}
      <TableScroll label="Audit list">
        <Table caption="Audit list, newest first" className="aud">
          <thead>
            <tr>
              {numbered ? <Th num>Sequence</Th> : null}
              <Th>Time</Th>
              <Th>Who</Th>
              <Th>Action</Th>
              <Th>Subject</Th>
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
                <td className="aud__d">{entry.action}</td>
                <td className="aud__o">
                  {entry.subject}
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
