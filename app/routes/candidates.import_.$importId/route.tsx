import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { ImportProgress, importStateLabels } from '~/components/candidate/import-progress'
import { ImportSteps } from '~/components/candidate-import/import-steps'
import { UndoRefused } from '~/components/candidate-import/undo-refused'
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
import { cancelImport, readImport } from '~/services/candidate-import/read-imports.server'
import { undoImport } from '~/services/candidate-import/undo-import.server'

const LOOK_AGAIN_MS = 1_000

const Params = z.object({ importId: Id })
const Acts = z.object({ intent: z.enum(['cancel', 'undo']) })

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
  const form = await parseForm(request, Acts)
  if (!form.ok) throw new Response('The form holds something this page does not know.', { status: 400 })
  if (form.value.intent === 'undo') {
    const undone = await undoImport(viewer, importId)
    if (undone.ok) return redirectWithMessage(here, 'Import undone.')
    if (undone.error.code === 'IMPORT_WORKED_ON_CONFLICT')
      return data({ obstacle: undone.error.obstacle }, { status: 409 })
    return refuse(undone.error)
  }
  const cancelled = await cancelImport(viewer, importId)
  if (cancelled.ok) return redirectWithMessage(here, 'Import cancelled.')
  // It ended while the page was open; the page says how.
  if (cancelled.error.code === 'IMPORT_ENDED_CONFLICT')
    return redirectWithMessage(here, 'The import had ended already, so it was not cancelled.')
  return refuse(cancelled.error)
}

export default function ImportStatusPage() {
  const { one } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const waiting = one.state === 'waiting'
  useRevalidateWhile(waiting, LOOK_AGAIN_MS)
  return (
    <Page>
      <PageHead
        title={`Import of ${count(one.total, 'candidate')}`}
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
      <ImportSteps at="Import" />
      <div className="stack">
        {refused ? <UndoRefused obstacle={refused.obstacle} /> : null}
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
        {one.state === 'published' ? (
          <Form method="post" className="stack imp__undo">
            <h2 className="h3">Undo</h2>
            <p className="quiet">
              Removes everything that this import added: its candidates, applications and details. This is possible
              until somebody has worked on one of them, and cannot be reversed; to bring them back, import the file
              again.
            </p>
            <div>
              <Submit kind="danger-solid" name="intent" value="undo" busy="Undoing">
                Undo the import
              </Submit>
            </div>
          </Form>
        ) : null}
      </div>
    </Page>
  )
}
