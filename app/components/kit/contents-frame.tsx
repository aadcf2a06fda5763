import { useLocation } from '@remix-run/react'
import { useEffect, useRef, type ReactNode } from 'react'

/** Contents beside the text on wide screens. */
export function ContentsBeside({ children }: { children: ReactNode }) {
  return (
    <nav className="kit__toc" aria-label="Contents">
      {children}
    </nav>
  )
}

/** A collapsed table of contents at the top of small screens; following a link collapses it again. */
export function ContentsFolded({ children }: { children: ReactNode }) {
  const { key } = useLocation()
  const fold = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (fold.current) fold.current.open = false
  }, [key])
  return (
    <details
      className="kit__jump"
      ref={fold}
      onClick={(event) => {
        if ((event.target as Element).closest('a')) event.currentTarget.open = false
      }}
    >
      <summary>Contents</summary>
      <nav aria-label="Contents">{children}</nav>
    </details>
  )
}
