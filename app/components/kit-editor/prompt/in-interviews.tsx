import { Link } from '@remix-run/react'
import { paths } from '~/paths'

type InInterviewsProps = { kitId: number; interviews: readonly { key: string; name: string }[] }

/** The interviews that take their prompts from this one's kind. */
export function InInterviews({ kitId, interviews }: InInterviewsProps) {
  return (
    <p className="meta kit__meta">
      {interviews.length === 0 ? (
        <span>No interview asks for prompts of this kind.</span>
      ) : (
        interviews.map(({ key, name }) => (
          <span key={key}>
            used in <Link to={paths.ownKitInterview(kitId, key)}>{name}</Link>
          </span>
        ))
      )}
    </p>
  )
}
