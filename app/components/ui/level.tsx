import type { LevelNumber } from '~/domain/scorecard/levels'
import { classes } from './classes'

/** A level is its digit in its depth; a dash where it was not assessed. */
export function Level({ level, small }: { level: LevelNumber | null; small?: boolean }) {
  if (level === null) {
    return (
      <span className={classes('lvl lvl--na', small && 'lvl--small')}>
        <span aria-hidden>–</span>
        <span className="vh">not assessed</span>
      </span>
    )
  }
  return (
    <span className={classes('lvl', `lvl--${level}`, small && 'lvl--small')}>
      <span className="vh">level </span>
      {level}
    </span>
  )
}
