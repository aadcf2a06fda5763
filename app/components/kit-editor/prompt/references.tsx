import { Link } from '@remix-run/react'
import { pageOf } from '../part-pages'

type Reference = { path: [string, string]; name: string; how: string }

/** Where the draft refers to a part, so that who removes it knows what else is to be changed. */
export function References({
  kitId,
  references,
  what,
}: {
  kitId: number
  references: readonly Reference[]
  what: string
}) {
  if (references.length === 0) return null
  return (
    <section aria-labelledby="h-references">
      <h2 className="h3" id="h-references">
        Before you remove it
      </h2>
      <p>Other parts of the draft refer to this {what}. Without it they are mistakes until they are changed:</p>
      <ul className="plainlist">
        {references.map(({ path, name, how }) => {
          const page = pageOf(kitId, path)
          return (
            <li key={path.join('/')}>
              {page ? <Link to={page}>{name}</Link> : <b>{name}</b>} {how}.
            </li>
          )
        })}
      </ul>
    </section>
  )
}
