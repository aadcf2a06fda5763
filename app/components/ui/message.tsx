import { useLocation } from '@remix-run/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

type EmptyProps = { title: ReactNode; act?: ReactNode; heading?: 'h2' | 'h3'; children: ReactNode }

/** Nothing here yet: what comes next, and the act that brings it. */
export function Empty({ title, act, heading: Heading = 'h2', children }: EmptyProps) {
  return (
    <div className="empty">
      <Heading className="h2">{title}</Heading>
      <p>{children}</p>
      {act}
    </div>
  )
}

const noteIcons = { plain: 'info', accent: 'info', doubt: 'warning', flag: 'flag' } as const

type NoteProps = {
  /** `doubt` for thin data and wide intervals, `flag` for red flags and errors; nothing else is coloured. */
  kind?: keyof typeof noteIcons
  icon?: IconName
  role?: 'status' | 'alert' | 'note'
  acts?: ReactNode
  className?: string
  children: ReactNode
}

export function Note({ kind = 'plain', icon = noteIcons[kind], role, acts, className, children }: NoteProps) {
  return (
    <div className={classes('note', kind !== 'plain' && `note--${kind}`, className)} role={role}>
      <Icon name={icon} />
      <span>{children}</span>
      {acts ? <span className="note__acts">{acts}</span> : null}
    </div>
  )
}

/**
 * What the last act did, kept until it is dismissed, by its button or by Escape, or the next page opens. Works without a
 * script. Its height is told to the style sheet, which keeps that much room for the element that has the focus.
 */
export function Flash({ children, act }: { children?: ReactNode; act?: ReactNode }) {
  const { key } = useLocation()
  const [shut, setShut] = useState(false)
  useEffect(() => setShut(false), [key, children])
  const shown = Boolean(children) && !shut
  const toast = useRef<HTMLDivElement>(null)
  const dismiss = () => {
    // The focus must not go with the button that had it.
    if (toast.current?.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true })
    setShut(true)
  }
  useEffect(() => {
    if (!shown) return
    const root = document.documentElement
    root.style.setProperty('--toast-height', `${toast.current?.offsetHeight ?? 0}px`)
    const close = (event: KeyboardEvent) => {
      // A dialog or a menu that is open closes first; this looks before they do.
      if (event.key === 'Escape' && !document.querySelector('dialog[open], details.pop[open]')) dismiss()
    }
    document.addEventListener('keydown', close, true)
    return () => {
      document.removeEventListener('keydown', close, true)
      root.style.removeProperty('--toast-height')
    }
  }, [shown, children])
  return (
    <div className="toasts" role="status">
      {shown ? (
        <div className="toast" ref={toast}>
          <Icon name="tick" />
          <span className="toast__text">{children}</span>
          {act}
          <button type="button" className="toast__x" aria-label="Dismiss" onClick={dismiss}>
            <Icon name="close" />
          </button>
        </div>
      ) : null}
    </div>
  )
}

const saveIcons = { saved: 'tick', saving: 'cloud', held: 'offline', failed: 'warning' } as const

/** Where what was written is: on the server, on its way, on this device alone, or refused. */
export function SaveState({ state, children }: { state: keyof typeof saveIcons; children: ReactNode }) {
  return (
    <span
      className={classes('save', state === 'held' && 'save--held', state === 'failed' && 'save--flag')}
      role="status"
    >
      <Icon name={saveIcons[state]} />
      <span>{children}</span>
    </span>
  )
}
