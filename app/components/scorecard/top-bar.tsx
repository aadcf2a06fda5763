import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { HelpMenu } from '~/components/ui/help-menu'
import { Icon } from '~/components/ui/icon'
import type { InterviewView } from '~/domain/kit/views'
import { paths } from '~/paths'

type TopBarProps = {
  interview: Pick<InterviewView, 'name' | 'minutes'>
  candidate: string
  namesHidden: boolean
  job: string
  minute: number | null
  save: ReactNode
}

/** What is being written about, how far the hour has gone, and where the words are. */
export function TopBar({ interview, candidate, namesHidden, job, minute, save }: TopBarProps) {
  const running = minute !== null && minute >= 0 && minute <= interview.minutes
  return (
    <header className="sc-top">
      <div className="sc-top__in">
        <Link className="btn btn--icon" to={paths.interviews()} aria-label="Back to my interviews">
          <Icon name="next" className="flip" />
        </Link>
        <div className="sc-top__title">
          <h1>{interview.name}</h1>
          <div className="meta">
            <span>{candidate}</span>
            {namesHidden ? (
              <span className="only-wide">
                <Icon name="hidden" className="inline" /> names hidden
              </span>
            ) : null}
            {running ? (
              <span className="nowrap">
                {minute}&nbsp;of {interview.minutes}&nbsp;min
              </span>
            ) : (
              <span className="only-wide">{job}</span>
            )}
          </div>
        </div>
        {save}
        <HelpMenu />
      </div>
      {running ? (
        <svg
          className="clock"
          role="img"
          aria-label={`${minute} of ${interview.minutes} minutes have passed`}
          height="3"
        >
          <rect className="rest" width="100%" height="3" />
          <rect className="past" width={`${(100 * minute) / interview.minutes}%`} height="3" />
        </svg>
      ) : (
        <div className="clock" />
      )}
    </header>
  )
}
