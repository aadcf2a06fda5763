import { Link } from '@remix-run/react'
import { Fragment, type ReactNode } from 'react'
import { count } from '~/components/format'
import { ButtonLink } from '~/components/ui/button'
import { Due } from '~/components/ui/bits'
import { paths } from '~/paths'

export type AttentionItem = {
  kind: 'quorum' | 'overdue' | 'interviewers' | 'uncovered' | 'ready' | 'no-loop' | 'decided'
  applications: { id: number; who: string; words: string }[]
}

type Words = { what: (all: number) => ReactNode; act: string; to: (id: number) => string }

const words: Record<AttentionItem['kind'], Words> = {
  quorum: {
    what: (all) =>
      `${count(all, 'packet')} ${all === 1 ? 'has' : 'have'} too few committee members left to vote. Add a committee member to the job and send the packet again.`,
    act: 'View application',
    to: paths.application,
  },
  overdue: {
    what: (all) => <Due late>{count(all, 'application')} with scorecards overdue</Due>,
    act: 'View scorecards',
    to: paths.application,
  },
  interviewers: {
    what: (all) => `${count(all, 'loop')} ${all === 1 ? 'lacks' : 'lack'} an interviewer`,
    act: 'View loop',
    to: paths.loop,
  },
  uncovered: {
    what: (all) =>
      `${count(all, 'loop')} ${all === 1 ? 'leaves' : 'leave'} a must-have criterion without an interviewer`,
    act: 'View loop',
    to: paths.loop,
  },
  ready: {
    what: (all) => `${count(all, 'packet')} ${all === 1 ? 'is' : 'are'} ready for the committee`,
    act: 'Review and send',
    to: paths.packetPreview,
  },
  'no-loop': {
    what: (all) => `${count(all, 'application')} ${all === 1 ? 'has' : 'have'} no loop yet`,
    act: 'Plan the loop',
    to: paths.loop,
  },
  decided: {
    what: (all) =>
      `${count(all, 'application')} ${all === 1 ? 'has a decision but is' : 'have a decision but are'} not closed`,
    act: 'Close the application',
    to: paths.application,
  },
}

const NAMED = 3

/**
 * One line of a kind: how many, the first few by name with links to their applications, and the act on the oldest. Among
 * several the button names whose it is.
 */
export function AttentionLine({ need, primary }: { need: AttentionItem; primary: boolean }) {
  const { what, act, to } = words[need.kind]
  const [first] = need.applications
  if (!first) return null
  const named = need.applications.slice(0, NAMED)
  const more = need.applications.length - named.length
  return (
    <li>
      <span className="today__what">{what(need.applications.length)}</span>
      <span className="today__why">
        {named.map(({ id, who, words }, at) => (
          <Fragment key={id}>
            {at === 0 ? '' : at === named.length - 1 && more === 0 ? ' and ' : ', '}
            <Link to={paths.application(id)} prefetch="intent">
              {who}
            </Link>
            {words ? ` (${words})` : ''}
          </Fragment>
        ))}
        {more > 0 ? ` and ${more} more` : ''}.
      </span>
      <ButtonLink to={to(first.id)} kind={primary ? 'primary' : 'plain'}>
        {act}
        {need.applications.length > 1 ? `: ${first.who}` : <span className="vh">: {first.who}</span>}
      </ButtonLink>
    </li>
  )
}
