import { useEffect, useState } from 'react'
import type { Retry } from '~/domain/shared/wait'
import { Icon } from './icon'

/**
 * Says that the next attempt has to wait, and counts the seconds down where there is a script. The sentence is read out
 * once; the countdown is silent until it ends, when it says so. Focused by `useErrorFocus` like any error of the form.
 */
export function RetryNotice({ retry }: { retry: Retry | null | undefined }) {
  const left = useSecondsLeft(retry)
  if (!retry) return null
  return (
    <>
      <div className="note note--flag" role="alert" tabIndex={-1} data-form-error>
        <Icon name="warning" />
        <span>{retry.sentence}</span>
      </div>
      {left !== null && left > 0 ? (
        <p className="retry__left" role="timer">
          {clock(left)} left
        </p>
      ) : null}
      <p className="retry__left" role="status">
        {left === 0 ? 'You can try again now.' : ''}
      </p>
    </>
  )
}

/** null until the script runs: without one, the sentence alone says how long. */
function useSecondsLeft(retry: Retry | null | undefined): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    if (!retry) return setLeft(null)
    // Counted from a fixed end: a page in the background is woken less often than once a second.
    const end = Date.now() + retry.seconds * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [retry])
  return left
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
