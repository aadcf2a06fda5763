import type { ReactNode } from 'react'
import { HelpMenu } from './ui/help-menu'
import { Mark } from './ui/icon'

/** The page in front of the product: one question, no navigation. */
export function SignedOutPage({
  title,
  lead,
  foot,
  children,
}: {
  title: string
  lead?: string
  foot?: ReactNode
  children: ReactNode
}) {
  return (
    <main id="main" className="door" tabIndex={-1}>
      <HelpMenu />
      <div className="door__in">
        <span className="mark">
          <Mark />
          Assay
        </span>
        <h1 className="h2">{title}</h1>
        {lead ? <p className="door__org">{lead}</p> : null}
        {children}
        {foot ? <p className="door__foot">{foot}</p> : null}
      </div>
    </main>
  )
}
