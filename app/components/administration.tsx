import { Link, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '~/paths'
import { Page } from './ui/frame'
import { PageHead } from './ui/page'

const PLACES = [
  { label: 'People', to: paths.people() },
  { label: 'Audit', to: paths.audit() },
]

/** Pages of the administrator: contents left, the page right. */
export function Administration({
  title,
  lead,
  acts,
  children,
}: {
  title: string
  lead?: string
  acts?: ReactNode
  children: ReactNode
}) {
  const { pathname } = useLocation()
  return (
    <Page>
      <PageHead title={title} lead={lead} acts={acts} />
      <div className="adm">
        <nav className="kit__toc adm__nav" aria-label="Administration">
          <ol className="plainlist">
            {PLACES.map(({ label, to }) => (
              <li key={to}>
                <Link to={to} prefetch="intent" aria-current={pathname.startsWith(to) ? 'true' : undefined}>
                  {label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
        <div className="adm__body">{children}</div>
      </div>
    </Page>
  )
}
