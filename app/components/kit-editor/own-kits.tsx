import { count } from '~/components/format'
import { ButtonLink } from '~/components/ui/button'
import { Panel } from '~/components/ui/page'
import { paths } from '~/paths'
import { stateNames } from './draft-state'

export type OwnKitRow = {
  id: number
  key: string
  name: string
  retired: boolean
  basedOn: string | null
  version: string | null
  draft: { state: 'draft' | 'in_review' | 'approved'; changed: string; by: string } | null
}

type OwnKitsProps = {
  kits: readonly OwnKitRow[]
  /** How many more there are. */
  leftOut: number
  mayEdit: boolean
}

/** The kits of the organisation, on the page of all kits; drafts for those who may edit them. */
export function OwnKits({ kits, leftOut, mayEdit }: OwnKitsProps) {
  if (kits.length === 0 && !mayEdit) return null
  return (
    <Panel
      title="Your own kits"
      id="h-own"
      aside={mayEdit ? <ButtonLink to={paths.newOwnKit()}>Begin a kit</ButtonLink> : ''}
    >
      {kits.length === 0 ? (
        <p className="quiet">There is none yet. Begin one from ours, from a file, or empty.</p>
      ) : (
        <ol className="rows rows--stack">
          {kits.map(({ id, key, name, retired, basedOn, version, draft }) => (
            <li key={id}>
              <span className="rows__what">{name}</span>
              <span className="rows__why">{basedOn ? `Begun from ${basedOn}` : key}</span>
              <span className="rows__state">
                <span className="quiet">{version ? `Version ${version}` : 'Not published'}</span>
                {retired ? <span className="quiet">retired</span> : null}
                {draft ? (
                  <span className="quiet">
                    {stateNames[draft.state]}, changed {draft.changed} by {draft.by}
                  </span>
                ) : null}
              </span>
              <span className="rows__act kitedit__acts">
                {version ? <ButtonLink to={paths.kit(key)}>Read {name}</ButtonLink> : null}
                {mayEdit ? <ButtonLink to={paths.ownKit(id)}>Edit {name}</ButtonLink> : null}
              </span>
            </li>
          ))}
        </ol>
      )}
      {leftOut > 0 ? (
        <p className="quiet">{count(leftOut, 'older or retired kit')} not listed. A job that uses one leads to it.</p>
      ) : null}
    </Panel>
  )
}
