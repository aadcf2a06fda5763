import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData, useMatches, type ShouldRevalidateFunction } from '@remix-run/react'
import { ContentsBeside, ContentsFolded } from '~/components/kit/contents-frame'
import { EditorContents } from '~/components/kit-editor/contents'
import { EditorProvider } from '~/components/kit-editor/editor-state'
import { Page } from '~/components/ui/frame'
import { asUsualUnlessLost } from '~/components/ui/lost-answer'
import { Breadcrumbs } from '~/components/ui/page'
import { OwnKitAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { parseParams } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readOwnKit } from '~/services/own-kit/read-own-kit.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.kit.name ?? 'Kit'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  return { kit: orRefuse(await readOwnKit(viewer, kitId)) }
}

export const shouldRevalidate: ShouldRevalidateFunction = asUsualUnlessLost

/** What a page of the editor may say of itself in its data: where it stands below the kit. */
type Child = { crumb?: string } | undefined

export default function OwnKitFrame() {
  const { kit } = useLoaderData<typeof loader>()
  const crumb = (useMatches().at(-1)?.data as Child)?.crumb
  return (
    <Page>
      <Breadcrumbs
        crumbs={[
          { label: 'Kits', to: paths.kits() },
          { label: kit.name, to: paths.ownKit(kit.id) },
          ...(crumb ? [{ label: crumb }] : []),
        ]}
      />
      <EditorProvider kit={kit}>
        {(shown) => (
          <div className="kit">
            <div className="kit__side">
              <ContentsBeside>
                <EditorContents kit={shown} />
              </ContentsBeside>
            </div>
            <ContentsFolded>
              <EditorContents kit={shown} />
            </ContentsFolded>
            <div className="kit__body">
              <Outlet />
            </div>
          </div>
        )}
      </EditorProvider>
    </Page>
  )
}
