import type { LoaderFunctionArgs } from '@remix-run/node'
import * as z from 'zod/mini'
import { OwnKitAddress } from '~/domain/kit-draft/schemas'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { exportKit } from '~/services/own-kit/export-kit.server'

const Search = z.object({ of: z.catch(z.enum(['draft', 'version']), 'draft') })

/** The kit as the zip of a folder of YAML files. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const { name, bytes } = orRefuse(await exportKit(viewer, kitId, parseSearch(request, Search).of))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
