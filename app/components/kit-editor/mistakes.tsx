import { Link } from '@remix-run/react'
import { Panel } from '~/components/ui/page'
import { count } from '~/components/format'
import { pageOf } from './part-pages'

type Problem = { path: string[]; place: string; message: string }

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
