import { ButtonLink } from '~/components/ui/button'
import { Icon } from '~/components/ui/icon'
import { paths } from '~/paths'

type Props = { steps: { people: boolean; job: boolean; candidate: boolean; invites: boolean } }

/** What comes first in a new organisation, and the act for the first of it that is missing. */
export function FirstSteps({ steps }: Props) {
  const all = [
    ...(steps.invites
      ? [
          {
            done: steps.people,
            what: 'Invite people',
            why: 'Interviewers, the committee and hiring managers, each with what their role needs.',
            to: paths.people(),
          },
        ]
      : []),
    {
      done: steps.job,
      what: 'Open a job',
      why: 'It pins a kit, sets the bar and names who votes.',
      to: paths.newJob(),
    },
    {
      done: steps.candidate,
      what: 'Add candidates',
      why: 'By hand or from a file. Each gets a loop from the kit.',
      to: paths.newCandidate(),
    },
  ]
  const next = all.findIndex(({ done }) => !done)
  return (
    <ol className="today">
      {all.map(({ done, what, why, to }, at) => (
        <li key={what}>
          <span className="today__what">
            {done ? <Icon name="tick" label="done" /> : null} {what}
          </span>
          <span className="today__why">{why}</span>
          {done ? null : (
            <ButtonLink to={to} kind={at === next ? 'primary' : 'plain'}>
              {what}
            </ButtonLink>
          )}
        </li>
      ))}
    </ol>
  )
}
