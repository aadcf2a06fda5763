import { useEffect, useRef, type ReactNode } from 'react'
import type { StoredBefore, StoredField } from '~/domain/shared/stored-before'
import { Icon } from './icon'

type BothTextsProps = {
  /** What happened and what can be done about it. */
  message: ReactNode
  /** What an earlier sending stored; null when nothing of the kind is stored. */
  stored: StoredBefore | null
  sent: readonly StoredField[]
  /** Buttons: keep what is stored, or go on with what was sent. */
  acts?: ReactNode
}

/**
 * A form that was refused because something else is already stored: both texts side by side, so that nothing typed is
 * lost. Takes the focus; without a script it stands at the top of the page.
 */
export function BothTexts({ message, stored, sent, acts }: BothTextsProps) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [message])
  return (
    <section className="both" ref={section} role="alert" tabIndex={-1} aria-label="Not stored">
      <p className="both__message">
        <Icon name="warning" />
        <span>{message}</span>
      </p>
      <Sides stored={stored && { title: `Stored on ${stored.at}`, fields: stored.fields }} sent={sent} />
      {acts ? <div className="both__acts">{acts}</div> : null}
    </section>
  )
}

type SidesProps = {
  stored: { title: string; fields: readonly StoredField[] } | null
  sent: readonly StoredField[]
  sentTitle?: string
}

/** The two texts beside one another, one below the other where there is no room. */
export function Sides({ stored, sent, sentTitle = 'Sent just now, not stored' }: SidesProps) {
  return (
    <div className="both__sides">
      {stored ? <Side {...stored} /> : null}
      <Side title={sentTitle} fields={sent} />
    </div>
  )
}

function Side({ title, fields }: { title: string; fields: readonly StoredField[] }) {
  return (
    <section className="both__side">
      <h3 className="h3">{title}</h3>
      <dl>
        {fields.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text === null ? <i>Erased since</i> : text || <i>Empty</i>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
