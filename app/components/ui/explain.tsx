import { useId, useRef, useState, type ReactNode } from 'react'
import { classes } from './classes'

/** A term with its one-sentence explanation: on hover, on focus, on a press. Escape closes it. */
export function Explain({ term, children }: { term: ReactNode; children: ReactNode }) {
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
      <button type="button" className="explain__term" aria-describedby={id} onClick={() => setShut(false)}>
        {term}
      </button>
      <span ref={tip} role="tooltip" id={id} className={classes('tip', place.end && 'tip--end', place.up && 'tip--up')}>
        {children}
      </span>
    </span>
  )
}
