import type { ReactNode } from 'react'
import { classes } from './classes'

const shapes = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.25 3.25" />
    </>
  ),
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  tick: <path d="M3 8.5 6.5 12 13 4.5" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  warning: <path d="M8 2.75 14 13H2L8 2.75ZM8 6.75v2.75M8 11.3v.1" />,
  info: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.25v3.5M8 5.2v.1" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 5v3.25L10 10" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.5" />
      <path d="M3 13.5c.6-2.7 2.5-4 5-4s4.4 1.3 5 4" />
    </>
  ),
  flag: <path d="M4 14V2.5h7.5L10 5.75 11.5 9H4" />,
  sort: <path d="M8 13V3.5M4.5 9.5 8 13l3.5-3.5" />,
  down: <path d="m3.5 6 4.5 4.5L12.5 6" />,
  up: <path d="m3.5 10.5 4.5-4.5 4.5 4.5" />,
  next: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  back: <path d="M10 3.5 5.5 8l4.5 4.5" />,
  grip: <path d="M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1" />,
  hidden: <path d="M2 8s2.2-3.75 6-3.75S14 8 14 8s-2.2 3.75-6 3.75S2 8 2 8Zm.5 5.5 11-11" />,
  eye: (
    <>
      <path d="M2 8s2.2-3.75 6-3.75S14 8 14 8s-2.2 3.75-6 3.75S2 8 2 8Z" />
      <circle cx="8" cy="8" r="1.5" />
    </>
  ),
  cloud: <path d="M4.5 12.5h7a2.75 2.75 0 0 0 .6-5.43A4.25 4.25 0 0 0 4.3 6.2a3.2 3.2 0 0 0 .2 6.3Z" />,
  offline: <path d="M4.5 12.5h7a2.75 2.75 0 0 0 .6-5.43A4.25 4.25 0 0 0 4.3 6.2a3.2 3.2 0 0 0 .2 6.3ZM2.5 2.5l11 11" />,
  link: (
    <path d="M6.75 9.25a2.5 2.5 0 0 0 3.5 0l2-2a2.5 2.5 0 0 0-3.5-3.5l-.75.75M9.25 6.75a2.5 2.5 0 0 0-3.5 0l-2 2a2.5 2.5 0 0 0 3.5 3.5l.75-.75" />
  ),
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z" />,
  page: <path d="M4 2.5h5.5L12 5v8.5H4v-11ZM9.25 2.5V5.25H12M6 8h4M6 10.5h4" />,
  upload: <path d="M8 10.5V3M4.75 6 8 2.75 11.25 6M3 10.5v3h10v-3" />,
  download: <path d="M8 2.5V10M4.75 7 8 10.25 11.25 7M3 10.5v3h10v-3" />,
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** Drawn on 16 × 16. Without a label it is decoration and hidden from readers. */
export function Icon({ name, className, label }: { name: IconName; className?: string; label?: string }) {
  return (
    <svg
      className={classes('icon', className)}
      viewBox="0 0 16 16"
      aria-hidden={label ? undefined : true}
      role={label ? 'img' : undefined}
      aria-label={label}
    >
      {shapes[name]}
    </svg>
  )
}

/** The sign of the product: a rule, a bar and a score clear of it. */
export function Mark() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M1 11h18" />
      <path d="M5 4v12" strokeWidth="1.75" />
      <circle cx="12.5" cy="11" r="4" fill="currentColor" stroke="none" />
    </svg>
  )
}

/** Full triangle above the bar, hollow one pointing down below it; always beside a word or a number. */
export function Sign({ side, label }: { side: 'above' | 'below'; label?: string }) {
  return (
    <svg
      className={`sign sign--${side}`}
      viewBox="0 0 12 12"
      aria-hidden={label ? undefined : true}
      role={label ? 'img' : undefined}
      aria-label={label}
    >
      <path d={side === 'above' ? 'M6 1.5 11.2 10.5H.8Z' : 'M6 10.2 1.2 2H10.8Z'} />
    </svg>
  )
}
