import { Link } from '@remix-run/react'
import { Panel } from '~/components/ui/page'
import { count } from '~/components/format'
import { PARTS } from '~/domain/kit-draft/new-in-ours'
import { paths } from '~/paths'

type Problem = { path: string[]; place: string; message: string }

const pageOf = (kitId: number, [kind, key]: readonly string[]): string | null => {
  if (!PARTS.some((part) => part === kind)) return paths.ownKitRole(kitId)
  if (key === undefined) return null
  if (kind === 'criteria') return paths.ownKitCriterion(kitId, key)
  if (kind === 'interviews') return paths.ownKitInterview(kitId, key)
  return kind === 'red_flags' ? paths.ownKitFlag(kitId, key) : null
}

/** Every mistake of a draft, with a link to the page on which it is corrected. */
export function Mistakes({ kitId, problems }: { kitId: number; problems: readonly Problem[] }) {
  return (
    <Panel title={count(problems.length, 'mistake')} id="h-mistakes">
      <ul className="plainlist kitedit__problems">
        {problems.map(({ path, place, message }, index) => {
          const page = pageOf(kitId, path)
          return (
            <li key={index}>
              {page ? <Link to={page}>{place}</Link> : <b>{place}</b>}: {message}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
