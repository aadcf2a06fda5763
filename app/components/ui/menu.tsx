import { useLocation } from '@remix-run/react'
import { useEffect, useRef, type ReactNode } from 'react'
import { classes } from './classes'

type MenuProps = {
  /** What the closed menu shows: words, or an icon with `label`. */
  trigger: ReactNode
  label?: string
  triggerClass?: string
  className?: string
  children: ReactNode
}

/** A `details` that behaves as a menu: opens without a script; Escape, a press elsewhere or a new page closes it. */
export function Menu({ trigger, label, triggerClass, className, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()

  useEffect(() => {
    if (details.current) details.current.open = false
  }, [key])

  useEffect(() => {
    const box = details.current
    if (!box) return
    const shut = (event: Event) => {
      if (!box.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        box.open = false
        box.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && !box.contains(event.target)) {
        box.open = false
      }
    }
    document.addEventListener('keydown', shut)
    document.addEventListener('pointerdown', shut)
    return () => {
      document.removeEventListener('keydown', shut)
      document.removeEventListener('pointerdown', shut)
    }
  }, [])

  return (
    <details ref={details} className={classes('pop', className)}>
      <summary className={triggerClass} aria-label={label}>
        {trigger}
      </summary>
      <div className="pop__box">{children}</div>
    </details>
  )
}
