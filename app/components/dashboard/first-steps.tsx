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
            why: 'Interviewers, committee members and hiring managers. Each person sees what their role needs.',
            to: paths.people(),
          },
        ]
      : []),
    {
      done: steps.job,
      what: 'Create a job',
      why: 'A job fixes the kit version, the hiring bar and the committee.',
      to: paths.newJob(),
    },
    {
      done: steps.candidate,
      what: 'Add candidates',
      why: 'Enter them by hand or import a file. Each gets an interview loop from the kit.',
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
