import type { ReactNode } from 'react'
import { count } from '~/domain/shared/count'
import { classes } from './classes'
import { Icon, Sign, type IconName } from './icon'

type TagKind = 'plain' | 'line' | 'accent' | 'above' | 'below' | 'doubt' | 'flag'

/** Above and below wear their triangle, so that colour is never alone. */
export function Tag({ kind = 'plain', icon, children }: { kind?: TagKind; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes('tag', kind !== 'plain' && `tag--${kind}`)}>
      {kind === 'above' || kind === 'below' ? <Sign side={kind} /> : null}
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  )
}

type PersonProps = { name: ReactNode; role?: ReactNode; chip?: boolean; shadow?: boolean; remove?: ReactNode }

/** A person is a name: no face, no initials in a circle. */
export function Person({ name, role, chip, shadow, remove }: PersonProps) {
  return (
    <span className={classes('person', (chip || shadow) && 'person--chip', shadow && 'person--shadow')}>
      {name}
      {role ? <span className={chip || shadow ? 'faint' : 'person__role'}>{role}</span> : null}
      {remove}
    </span>
  )
}

type NotListedProps = { more: number; one: string; many?: string; children?: ReactNode }

/** Under a list that shows only so many: how many more there are, and where to find them. */
export function NotListed({ more, one, many, children }: NotListedProps) {
  if (more <= 0) return null
  return (
    <p className="small quiet">
      {count(more, one, many)} {more === 1 ? 'is' : 'are'} not listed.{children ? <> {children}</> : null}
    </p>
  )
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>
}

/** A moment, formatted by the loader in the viewer's zone: `text` is shown, `full` on hover. */
export type Moment = { iso: string; text: string; full?: string }

export function Time({ at, className }: { at: Moment; className?: string }) {
  return (
    <time dateTime={at.iso} title={at.full} className={className}>
      {at.text}
    </time>
  )
}

/** When something is due. Late is bold with a clock, never amber. */
export function Due({ late, children }: { late?: boolean; children: ReactNode }) {
  if (!late) return <span className="quiet">{children}</span>
  return (
    <span className="due">
      <Icon name="clock" />
      {children}
    </span>
  )
}

export type Stand = 'not-started' | 'draft' | 'submitted' | 'withdrawn'

const ring = <circle cx="7" cy="7" r="5.5" />
const standShapes: Record<Stand, ReactNode> = {
  'not-started': ring,
  draft: (
    <>
      {ring}
      <path className="fill" d="M7 1.5a5.5 5.5 0 0 0 0 11Z" />
    </>
  ),
  submitted: (
    <>
      <circle className="fill" cx="7" cy="7" r="6.25" />
      <path className="tick" d="M4.2 7.3 6.2 9.3 9.8 5" />
    </>
  ),
  withdrawn: (
    <>
      {ring}
      <path d="M3.2 10.8l7.6-7.6" />
    </>
  ),
}

/** State of a scorecard in a line: a ring, half a disc, a disc with a tick, a ring struck through. */
export function StateTag({ state, children }: { state: Stand; children: ReactNode }) {
  return (
    <span className="stands">
      <svg viewBox="0 0 14 14" aria-hidden>
        {standShapes[state]}
      </svg>
      <span>{children}</span>
    </span>
  )
}

/** Text removed on request: the place stays, the words do not. */
export function Erased({ on }: { on: string }) {
  return (
    <span className="erased">
      <Icon name="hidden" />
      Text erased on {on}
    </span>
  )
}

/** How many of how many, as dots; late ones are ringed. */
export function Dots({ done, late = 0, total, label }: { done: number; late?: number; total: number; label: string }) {
  return (
    <span className="dots" role="img" aria-label={label}>
      {Array.from({ length: total }, (_, at) => (
        <span
          key={at}
          className={classes('dot', at < done && 'dot--on', at >= done && at < done + late && 'dot--late')}
        />
      ))}
    </span>
  )
}

/** What the dots of `Dots` mean when they stand for scorecards. */
export function DotLegend() {
  return (
    <p className="legend">
      <span>
        Scorecards: <span className="dot dot--on" aria-hidden /> submitted
      </span>
      <span>
        <span className="dot dot--late" aria-hidden /> overdue
      </span>
      <span>
        <span className="dot" aria-hidden /> not yet submitted
      </span>
    </p>
  )
}

/** Name and value, hairlines between. */
export function Pairs({
  pairs,
  num,
  className,
}: {
  pairs: [name: ReactNode, value: ReactNode][]
  num?: boolean
  className?: string
}) {
  return (
    <dl className={classes('pairs', num && 'pairs--num', className)}>
      {pairs.map(([name, value], at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
