import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useMatches, type ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { ContentsBeside, ContentsFolded } from '~/components/kit/contents-frame'
import { Page } from '~/components/ui/frame'
import { Note } from '~/components/ui/message'
import { Breadcrumbs } from '~/components/ui/page'
import { useOpenInPrint, useOpenTarget } from '~/components/ui/use-open'
import { KitAddress, KitSearch } from '~/domain/kit/address'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readContents, searchKit } from '~/services/kit/read-kit.server'
import { Contents } from './contents'
import { Hits, SearchField, useKitSearch } from './find'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const { version, q } = parseSearch(request, KitSearch)
  const kit = orRefuse(await readContents(viewer, { role, version }))
  return { kit, query: q, found: q ? await searchKit(viewer, { role, version }, q) : [] }
}

/** The frame of a kit's pages is read once for each kit and version. */
export function shouldRevalidate({ currentUrl, nextUrl, currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  const same = (name: string) => currentUrl.searchParams.get(name) === nextUrl.searchParams.get(name)
  return currentParams.role !== nextParams.role || !same('version') || !same('q')
}

/** What a page of a kit may say of itself in its data: where it stands below the kit. */
type Child = { crumb?: string } | undefined

export default function KitFrame() {
  const { kit, query, found } = useLoaderData<typeof loader>()
  const search = useKitSearch(kit, { query, found })
  const crumb = (useMatches().at(-1)?.data as Child)?.crumb
  const home = paths.kit(kit.id, kit.versionId)
  useOpenTarget(search.hits === null)
  useOpenInPrint()
  return (
    <Page>
      <Breadcrumbs
        crumbs={[
          { label: 'Kits', to: paths.kits() },
          { label: kit.name, to: home },
          ...(crumb ? [{ label: crumb }] : []),
        ]}
      />
      <div className="kit">
        <div className="kit__side">
          <SearchField kit={kit} search={search} />
          <ContentsBeside>
            <Contents kit={kit} />
          </ContentsBeside>
        </div>
        <ContentsFolded>
          <Contents kit={kit} />
        </ContentsFolded>
        <div className="kit__body">
          {kit.versionId ? (
            <Note className="kit__pinned">
              This is version {kit.version}, as used by a job.{' '}
              {kit.newer ? (
                <>
                  The current version is {kit.newer}: <Link to={paths.kit(kit.id)}>read that</Link> or{' '}
                  <Link to={paths.kitChanges(kit.id, kit.versionId)}>see what changed</Link>.
                </>
              ) : null}
            </Note>
          ) : null}
          <Hits kit={kit} search={search} />
          <div hidden={search.hits !== null}>
            <Outlet />
          </div>
        </div>
      </div>
    </Page>
  )
}
