import { Readable } from 'node:stream'
import {
  createReadableStreamFromReadable,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { ExportParams, ExportRequest, EXPORTS } from '~/domain/export/exports'
import { paths } from '~/paths'
import { parseForm, parseParams, type FieldErrors } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { exportTable } from '~/services/export/export-table.server'

/** Who comes here by address is shown the form: a download is written to the audit log, so it is asked for by a form. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { name } = parseParams(params, ExportParams)
  await requireViewer(request, EXPORTS[name].act)
  return redirect(paths.exports({ of: name }))
}

/** An export as a file. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { name } = parseParams(params, ExportParams)
  const viewer = await requireViewer(request, EXPORTS[name].act)
  const form = await parseForm(request, ExportRequest)
  if (!form.ok) throw new Response(problemOf(form.fieldErrors), { status: 422 })
  const { fileName, contentType, content } = orRefuse(await exportTable(viewer, name, form.value))
  return new Response(createReadableStreamFromReadable(Readable.from(content)), {
    headers: { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${fileName}"` },
  })
}

const problemOf = ({ q, state }: FieldErrors): string =>
  q
    ? `The name, e-mail address or number that candidates are filtered by does not fit: ${q}`
    : (state ?? 'Choose a format, CSV or XLSX, and a job of the list. Load the page again.')
