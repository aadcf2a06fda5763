import type { ReactNode } from 'react'
import { classes } from '../ui/classes'

type PartProps = {
  id: string
  title: ReactNode
  lead?: ReactNode
  /** In the margin on wide screens, after the figure on a phone. */
  aside?: ReactNode
  full?: boolean
  className?: string
  children: ReactNode
}

/** A numbered part of the packet. */
export function PacketSection({ id, title, lead, aside, full, className, children }: PartProps) {
  return (
    <section className={classes('part', full && 'part--full', className)} id={id} aria-labelledby={`${id}-title`}>
      <div className="part__main">
        <div className="part__head">
          <h2 className="h2" id={`${id}-title`}>
            {title}
          </h2>
          {lead ? <p className="part__lead">{lead}</p> : null}
        </div>
        {children}
      </div>
      {aside ? <aside className="aside">{aside}</aside> : null}
    </section>
  )
}
