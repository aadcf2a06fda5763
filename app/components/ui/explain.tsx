import { Link } from '@remix-run/react'
import { useId, useRef, useState, type ReactNode } from 'react'
import { classes } from './classes'

type ExplainProps = {
  term: ReactNode
  /** Where the whole explanation is. */
  to: string
  children: ReactNode
}

/**
 * A term with its explanation, on hover and on focus; Escape closes it. The term is a link to the whole explanation, so
 * it also works without a script and under a finger.
 */
export function Explain({ term, to, children }: ExplainProps) {
  const id = useId()
  const tip = useRef<HTMLSpanElement>(null)
  const [place, setPlace] = useState({ end: false, up: false })
  const [shut, setShut] = useState(false)

  const turn = () => {
    setShut(false)
    const box = tip.current?.parentElement?.getBoundingClientRect()
    if (!box) return
    setPlace({ end: box.left + 320 > window.innerWidth, up: box.bottom + 180 > window.innerHeight })
  }

  return (
    <span
      className={classes('explain', shut && 'is-shut')}
      onMouseEnter={turn}
      onFocus={turn}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setShut(true)
      }}
    >
      <Link to={to} className="explain__term" aria-describedby={id}>
        {term}
      </Link>
      <span ref={tip} role="tooltip" id={id} className={classes('tip', place.end && 'tip--end', place.up && 'tip--up')}>
        {children}
      </span>
    </span>
  )
}
