import { useEffect, useState } from 'react'
import { elapsedSeconds, isRunning, type InterviewRun } from '~/domain/scorecard/interview-run'

/**
 * Seconds into the interview in steps of `step`, null before its clock was started: by the server's clock first, so that
 * both draw the same, then by the device's.
 */
export function useElapsed(run: InterviewRun, loadedAt: string, step = 1): number | null {
  const [now, setNow] = useState(() => new Date(loadedAt))
  const running = isRunning(run)
  useEffect(() => {
    const tick = () =>
      setNow((before) => {
        const after = new Date()
        // The page is drawn again only when what it shows has changed.
        return inSteps(run, before, step) === inSteps(run, after, step) ? before : after
      })
    tick()
    if (!running) return
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [run, running, step])
  return inSteps(run, now, step)
}

function inSteps(run: InterviewRun, now: Date, step: number): number | null {
  const seconds = elapsedSeconds(run, now)
  return seconds === null ? null : seconds - (seconds % step)
}
