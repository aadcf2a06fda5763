import { PlaceOf } from '~/components/place-of'
import { ButtonLink } from '~/components/ui/button'
import { Panel } from '~/components/ui/page'
import type { PlaceView } from '~/domain/interview/live'
import { paths } from '~/paths'

type RunningNowProps = {
  interviews: { interviewId: number; scorecardId: number; what: string; why: string; place: PlaceView | null }[]
}

/** Interviews that have begun by the plan, before everything else that waits. */
export function RunningNow({ interviews }: RunningNowProps) {
  if (interviews.length === 0) return null
  return (
    <Panel title="Running now" id="h-running">
      <ol className="rows rows--stack">
        {interviews.map((one) => (
          <li key={one.scorecardId}>
            <span className="rows__what">{one.what}</span>
            <span className="rows__why">
              {one.why} {one.place ? <PlaceOf place={one.place} /> : null}
            </span>
            <ButtonLink className="rows__act" kind="primary" to={paths.liveInterview(one.interviewId)}>
              Run this interview
              <span className="vh">: {one.what}</span>
            </ButtonLink>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
