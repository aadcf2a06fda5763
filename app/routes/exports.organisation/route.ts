import {
  createReadableStreamFromReadable,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import type { ArchiveFailure } from '~/domain/archive/offer'
import { paths } from '~/paths'
import { postedForm } from '~/platform/parse.server'
import { refuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { downloadArchive, type DownloadError } from '~/services/archive/download-archive.server'

/** Who comes here by address is shown the form. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request, 'export-organisation')
  return redirect(paths.exports({ of: 'organisation' }))
}

/** What the page says of a refusal; what is withheld or sealed it says by itself. */
const FAILURE_OF = {
  ARCHIVE_WITHHELD_CONFLICT: undefined,
  ARCHIVE_RUNNING_CONFLICT: 'running',
  ARCHIVE_TOO_LARGE: 'large',
} as const satisfies Record<Exclude<DownloadError['code'], 'FORBIDDEN'>, ArchiveFailure | undefined>

/** The archive of the organisation as a file. A route without a page has no error page, so a refusal leads back to the form. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'export-organisation')
  await postedForm(request)
  const made = await downloadArchive(viewer, request.signal)
  if (!made.ok) {
    const { code } = made.error
    if (code === 'FORBIDDEN') refuse(made.error)
    return redirect(paths.exports({ of: 'organisation', archive: FAILURE_OF[code] }))
  }
  const { fileName, content } = made.value
  return new Response(createReadableStreamFromReadable(content), {
    headers: { 'Content-Type': 'application/gzip', 'Content-Disposition': `attachment; filename="${fileName}"` },
  })
}
