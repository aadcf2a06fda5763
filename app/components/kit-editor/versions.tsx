import { Link } from '@remix-run/react'
import { Panel } from '~/components/ui/page'
import { paths } from '~/paths'

type Version = { id: number; version: string; note: string; at: string; by: string; approvedBy: string }

/** What was published, the newest first. */
export function Versions({ kit }: { kit: { key: string; versions: Version[] } }) {
  return (
    <Panel title="Published versions" id="h-versions">
      {kit.versions.length === 0 ? (
        <p className="quiet">None yet. A version is what jobs use; it is published after a review.</p>
      ) : (
        <ol className="rows rows--stack">
          {kit.versions.map(({ id, version, note, at, by, approvedBy }) => (
            <li key={id}>
              <span className="rows__what">
                <Link to={paths.kit(kit.key, id)}>Version {version}</Link>
              </span>
              <span className="rows__why">{note}</span>
              <span className="rows__state quiet">
                {at}, published by {by}, approved by {approvedBy}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
