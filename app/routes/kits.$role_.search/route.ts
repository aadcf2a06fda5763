import type { LoaderFunctionArgs } from '@remix-run/node'
import { KitAddress, KitSearch } from '~/domain/kit/address'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readSearchEntries } from '~/services/kit/read-kit.server'

/** The words of a kit, for the search on its pages. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const { version } = parseSearch(request, KitSearch)
  return { entries: orRefuse(await readSearchEntries(viewer, { role, version })) }
}

/** A kit's texts stay as they are while its pages are shown; asking for them again would fail with a lost connection. */
export const shouldRevalidate = () => false
