import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { classes } from './classes'

type PageHeadProps = {
  title: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  /** Facts under the title, side by side. */
  meta?: ReactNode[]
  acts?: ReactNode
  crumbs?: Crumb[]
}

export type Crumb = { label: ReactNode; to?: string }

export function PageHead({ title, lead, meta, acts, crumbs }: PageHeadProps) {
  return (
    <>
      {crumbs ? <Breadcrumbs crumbs={crumbs} /> : null}
      <header className="head">
        {acts ? (
          <div className="head__row">
            <h1 className="h1">{title}</h1>
            <div className="head__acts">{acts}</div>
          </div>
        ) : (
          <h1 className="h1">{title}</h1>
        )}
        {lead ? <p className="quiet">{lead}</p> : null}
        {meta ? <Meta>{meta}</Meta> : null}
      </header>
    </>
  )
}

export function Meta({ children, small }: { children: ReactNode[]; small?: boolean }) {
  return (
    <p className={classes('meta', small && 'small')}>
      {children.map((fact, at) => (
        <span key={at}>{fact}</span>
      ))}
    </p>
  )
}

/** The last crumb is the page itself. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="crumbs">
        {crumbs.map(({ label, to }, at) => (
          <li key={at}>
            {to && at < crumbs.length - 1 ? (
              <Link to={to} prefetch="intent">
                {label}
              </Link>
            ) : (
              <span aria-current={at === crumbs.length - 1 ? 'page' : undefined}>{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

type PanelProps = {
  title: ReactNode
  /** Small words or an act at the right of the head. */
  aside?: ReactNode
  id: string
  className?: string
  children: ReactNode
}

/** A part of a page: a head, a word beside it, no box. */
export function Panel({ title, aside, id, className, children }: PanelProps) {
  return (
    <section aria-labelledby={id} className={className}>
      <div className="panel__h">
        <h2 className="h2" id={id}>
          {title}
        </h2>
        {typeof aside === 'string' ? <span className="small faint">{aside}</span> : aside}
      </div>
      {children}
    </section>
  )
}

/** A part set apart by a rule, with a lead. */
export function Section({
  title,
  lead,
  id,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  id: string
  children: ReactNode
}) {
  return (
    <section className="section" aria-labelledby={id}>
      <h2 className="h2" id={id}>
        {title}
      </h2>
      {lead ? <p className="section__lead">{lead}</p> : null}
      {children}
    </section>
  )
}
