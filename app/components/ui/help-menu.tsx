import { Link, useRouteLoaderData } from '@remix-run/react'
import type { PageHelpView } from '~/domain/help/page-help'
import { paths } from '~/paths'
import { classes } from './classes'
import { ShortcutList, useKeyList } from './shortcuts'
import { Menu } from './menu'

/**
 * "Help" in the bar of a page: what the page is for, what can be done on it, how to read its figures, its words and its
 * keys. The root's loader says it, so that a page carries the help of no other. Opens without a script.
 */
export function HelpMenu({ className }: { className?: string }) {
  const root = useRouteLoaderData<{ help?: PageHelpView | null }>('root')
  const keys = useKeyList()
  const help = root?.help
  if (!help) return null
  return (
    <Menu className={classes('page-help', className)} triggerClass="page-help__open" trigger="Help">
      <div className="page-help__box" role="region" aria-label="Help for this page">
        <p>{help.purpose}</p>
        <h2 className="label">What you can do here</h2>
        <List lines={help.acts} />
        {help.figures.length > 0 ? (
          <>
            <h2 className="label">How to read the figures</h2>
            <List lines={help.figures} />
          </>
        ) : null}
        {help.notes.length > 0 ? (
          <>
            <h2 className="label">Good to know</h2>
            <List lines={help.notes} />
          </>
        ) : null}
        {help.terms.length > 0 ? (
          <>
            <h2 className="label">Terms on this page</h2>
            <dl>
              {help.terms.map(({ id, name, meaning }) => (
                <div key={id}>
                  <dt>
                    <Link to={paths.glossary(id)}>{name}</Link>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </>
        ) : null}
        {keys && keys.page.length > 0 ? (
          <ShortcutList label="Keyboard shortcuts of this page" bindings={keys.page} />
        ) : null}
      </div>
    </Menu>
  )
}

function List({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="page-help__list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
