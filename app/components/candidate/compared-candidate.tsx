import { Link } from '@remix-run/react'
import { Pairs } from '~/components/ui/bits'
import type { CandidateToMerge } from '~/domain/candidate/merge'
import { paths } from '~/paths'

/** What tells two records apart: who, since when, and in which jobs. */
export function ComparedCandidate({ one }: { one: CandidateToMerge }) {
  return (
    <Pairs
      pairs={[
        ['Name', one.name],
        [
          'Number',
          <Link key="number" to={paths.candidate(one.id)}>
            {one.id}
          </Link>,
        ],
        ['E-mail', one.email ?? 'none'],
        ['Phone', one.phone ?? 'none'],
        ['Added', one.added],
        [
          'Applications',
          one.applications.length === 0 ? (
            'none'
          ) : (
            <ul key="applications">
              {one.applications.map(({ id, job, confidential, since }) => (
                <li key={id}>
                  <Link to={paths.application(id)}>{job}</Link>, {since}
                  {confidential ? ' (confidential job)' : ''}
                </li>
              ))}
            </ul>
          ),
        ],
      ]}
    />
  )
}
