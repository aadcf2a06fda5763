import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import { Panel } from '~/components/ui/page'
import { paths } from '~/paths'
import { ShownDraft } from './shown-draft'

type Kit = {
  id: number
  retired: boolean
  draft: { id: number; revision: number } | null
  versions: unknown[]
  may: { publish: boolean }
}

/** What is done with a kit as a whole: export, discard, retire. */
export function KitActs({ kit }: { kit: Kit }) {
  const { id, draft, retired } = kit
  return (
    <Panel title="Files and retirement" id="h-acts">
      <ul className="plainlist">
        {draft ? (
          <li>
            <a href={paths.ownKitExport(id, 'draft')}>Export the draft (zip of YAML files)</a>
          </li>
        ) : null}
        {kit.versions.length > 0 ? (
          <li>
            <a href={paths.ownKitExport(id, 'version')}>Export the newest version (zip of YAML files)</a>
          </li>
        ) : null}
      </ul>
      <div className="kitedit__acts">
        {draft ? (
          <Form method="post">
            <ShownDraft draft={draft} />
            <Submit kind="quiet" name="intent" value="discard" busy="Discarding">
              Discard the draft
            </Submit>
          </Form>
        ) : null}
        {kit.may.publish && kit.versions.length > 0 ? (
          <Form method="post">
            <Submit kind="quiet" name="intent" value={retired ? 'restore' : 'retire'}>
              {retired ? 'Offer the kit to new jobs again' : 'Retire the kit'}
            </Submit>
          </Form>
        ) : null}
      </div>
    </Panel>
  )
}
