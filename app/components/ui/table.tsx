import { Link } from '@remix-run/react'
import type { ReactNode, TableHTMLAttributes, ThHTMLAttributes } from 'react'
import { classes } from './classes'

type TableProps = TableHTMLAttributes<HTMLTableElement> & {
  caption: ReactNode
  /** Captions are heard by readers; shown only where no heading says the same. */
  showCaption?: boolean
  comfortable?: boolean
  plain?: boolean
  text?: boolean
}

/** Set like print. Pass `thead` and `tbody` as children. */
export function Table({ caption, showCaption, comfortable, plain, text, className, children, ...rest }: TableProps) {
  return (
    <table
      className={classes(
        'table',
        comfortable && 'table--comfortable',
        plain && 'table--plain',
        text && 'table--text',
        className,
      )}
      {...rest}
    >
      <caption className={showCaption ? undefined : 'vh'}>{caption}</caption>
      {children}
    </table>
  )
}

/** Lets a wide table scroll sideways, reachable by keyboard and named for readers. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  )
}

type HeadProps = ThHTMLAttributes<HTMLTableCellElement> & { num?: boolean }

export function Th({ num, className, children, scope = 'col', ...rest }: HeadProps) {
  return (
    <th scope={scope} className={classes(num && 'num', className)} {...rest}>
      {children}
    </th>
  )
}

type PagerProps = { prev?: string | null; next?: string | null; children?: ReactNode }

/** Keyset paging: earlier and later, and how many there are. */
export function Pager({ prev, next, children }: PagerProps) {
  return (
    <nav className="pager" aria-label="Pages">
      <span>{children}</span>
      <span className="pager__acts">
        <PagerLink to={prev} label="Previous" rel="prev" />
        <PagerLink to={next} label="Next" rel="next" />
      </span>
    </nav>
  )
}

function PagerLink({ to, label, rel }: { to?: string | null; label: string; rel: string }) {
  if (!to) {
    return (
      <span className="btn btn--small" aria-disabled="true">
        {label}
      </span>
    )
  }
  return (
    <Link className="btn btn--small" to={to} rel={rel} prefetch="intent">
      {label}
    </Link>
  )
}
