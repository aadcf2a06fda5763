import {
  createReadableStreamFromReadable,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { paths } from '~/paths'
import { postedForm } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { downloadArchive } from '~/services/archive/download-archive.server'

/** Who comes here by address is shown the form. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request, 'export-organisation')
  return redirect(paths.exports({ of: 'organisation' }))
}

/** The archive of the organisation as a file. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'export-organisation')
  await postedForm(request)
  const { fileName, content } = orRefuse(await downloadArchive(viewer, request.signal))
  return new Response(createReadableStreamFromReadable(content), {
    headers: { 'Content-Type': 'application/gzip', 'Content-Disposition': `attachment; filename="${fileName}"` },
  })
}
