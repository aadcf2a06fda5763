import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OwnKits } from '~/components/kit-editor/own-kits'
import { ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { mayAnywhere } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { requireViewer } from '~/platform/session.server'
import { listKits } from '~/services/kit/read-kit.server'
import { listOwnKits } from '~/services/own-kit/read-own-kit.server'

export const meta = () => [{ title: 'Kits · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const mayEdit = mayAnywhere(viewer, 'edit-kits')
  const { kits: own, leftOut } = await listOwnKits(viewer)
  // Those who do not edit kits see what jobs can use, and nothing of drafts.
  const published = own.flatMap((one) => (one.version && !one.retired ? [{ ...one, draft: null }] : []))
  return { kits: listKits(), own: mayEdit ? own : published, leftOut, mayEdit }
}

export default function Kits() {
  const { kits, own, leftOut, mayEdit } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageHead
        title="Kits"
        lead="Interview kits by role: criteria with behavioural anchors, interview guides, prompts and red flags. A job keeps the version it was created with."
      />
      {kits.length === 0 ? (
        <Empty title="No kit can be read">
          Every kit has an error in its files, or the folder is empty. Run “npm run kits” to see file, line and reason.
        </Empty>
      ) : (
        <ol className="rows rows--stack">
          {kits.map((kit) => (
            <li key={kit.id}>
              <span className="rows__what">{kit.name}</span>
              <span className="rows__why">{kit.summary}</span>
              <span className="rows__state">
                <span className="quiet">Version {kit.version}</span>
                <span className="quiet">{kit.criteria} criteria</span>
                <span className="quiet">{kit.interviews} interviews</span>
                <span className="quiet">{kit.redFlags} red flags</span>
              </span>
              <ButtonLink className="rows__act" to={paths.kit(kit.id)}>
                Read the kit
              </ButtonLink>
            </li>
          ))}
        </ol>
      )}
      <OwnKits kits={own} leftOut={leftOut} mayEdit={mayEdit} />
    </Page>
  )
}
