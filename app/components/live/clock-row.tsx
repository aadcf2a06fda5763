import { Button } from '~/components/ui/button'
import { Menu } from '~/components/ui/menu'
import type { InterviewView } from '~/domain/kit/views'
import { isRunning, type InterviewRun } from '~/domain/scorecard/interview-run'
import { typedTime } from '~/domain/scorecard/quote-time'
import { useElapsed } from './use-elapsed'

type ClockRowProps = {
  run: InterviewRun
  loadedAt: string
  minutes: number
  section: InterviewView['agenda'][number] | undefined
  onPress: () => void
  onReset: () => void
}

/** The interview's own clock, started by a press: what is left of the section and of all. It never rings. */
export function ClockRow({ run, loadedAt, minutes, section, onPress, onReset }: ClockRowProps) {
  const elapsed = useElapsed(run, loadedAt)
  const running = isRunning(run)
  const started = elapsed !== null
  return (
    <div className="live-clock">
      <Button small kind={started ? 'plain' : 'primary'} className="needs-script" onClick={onPress}>
        {running ? 'Pause' : started ? 'Resume' : 'Start the clock'}
      </Button>
      <div className="live-clock__times" role="timer" aria-label="Clock of the interview">
        <b>{typedTime(elapsed ?? 0)}</b>
        {section ? (
          <span>
            {left(section.to * 60 - (elapsed ?? section.from * 60))}{' '}
            <span className="quiet">
              in this section, {section.from}–{section.to}
            </span>
          </span>
        ) : null}
        <span>
          {left(minutes * 60 - (elapsed ?? 0))} <span className="quiet">of {minutes} in all</span>
        </span>
      </div>
      {started ? (
        <Menu className="live-clock__more" triggerClass="btn btn--small btn--quiet" trigger="Clock">
          <div className="menu">
            <button type="button" className="menu__row" onClick={onReset}>
              Set the clock back to 00:00
            </button>
          </div>
        </Menu>
      ) : null}
    </div>
  )
}

/** "12 min left", or "2 min over": said, not sounded. */
export function left(seconds: number): string {
  const minutes = Math.ceil(Math.abs(seconds) / 60)
  return seconds >= 0 ? `${minutes}\u00a0min left` : `${minutes}\u00a0min over`
}
