import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { ImportProgress, importStateLabels } from '~/components/candidate/import-progress'
import { count } from '~/components/format'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { PageHead } from '~/components/ui/page'
import { useRevalidateWhile } from '~/components/ui/use-revalidate-while'
import { Form } from '~/components/ui/form'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse, refuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { cancelImport, readImport } from '~/services/candidate/read-imports.server'

const LOOK_AGAIN_MS = 1_000

const Params = z.object({ importId: Id })
const Cancel = z.object({ intent: z.literal('cancel') })

export const meta = () => [{ title: 'Import · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { importId } = parseParams(params, Params)
  return { one: orRefuse(await readImport(viewer, importId)) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { importId } = parseParams(params, Params)
  const here = paths.candidateImport(importId)
  const form = await parseForm(request, Cancel)
  if (!form.ok) throw new Response('The form holds something this page does not know.', { status: 400 })
  const cancelled = await cancelImport(viewer, importId)
  if (cancelled.ok) return redirectWithMessage(here, 'Import cancelled.')
  // It ended while the page was open; the page says how.
  if (cancelled.error.code === 'IMPORT_ENDED_CONFLICT')
    return redirectWithMessage(here, 'The import had ended already, so it was not cancelled.')
  return refuse(cancelled.error)
}

export default function ImportStatusPage() {
  const { one } = useLoaderData<typeof loader>()
  const waiting = one.state === 'waiting'
  useRevalidateWhile(waiting, LOOK_AGAIN_MS)
  return (
    <Page>
      <PageHead
        title={`Import of ${count(one.total, 'line')}`}
        crumbs={[
          { label: 'Candidates', to: paths.candidates() },
          { label: 'Import', to: paths.importCandidates() },
          { label: one.begun },
        ]}
        meta={[
          importStateLabels[one.state],
          `started ${one.begun}`,
          ...(one.finished ? [`finished ${one.finished}`] : []),
          ...(one.job ? [one.job.name] : []),
        ]}
      />
      <div className="stack">
        <ImportProgress one={one} />
        {waiting ? (
          <Form method="post" className="acts">
            <noscript>
              <Link reloadDocument to={paths.candidateImport(one.id)}>
                Refresh
              </Link>
            </noscript>
            <Submit kind="plain" name="intent" value="cancel" busy="Cancelling">
              Cancel the import
            </Submit>
          </Form>
        ) : (
          <div className="acts">
            <ButtonLink kind={one.state === 'published' ? 'primary' : 'plain'} to={paths.candidates()}>
              Show candidates
            </ButtonLink>
            <ButtonLink to={paths.importCandidates()}>Import another file</ButtonLink>
          </div>
        )}
      </div>
    </Page>
  )
}
