import { Link } from '@remix-run/react'
import { NotListed } from '~/components/ui/bits'
import { ButtonLink } from '~/components/ui/button'
import { Empty } from '~/components/ui/message'
import { Table, Th } from '~/components/ui/table'
import { applicationStateLabels, withheldLabel } from '~/domain/application/labels'
import { paths } from '~/paths'
import type { readJob } from '~/services/job/read-jobs.server'

type Job = Extract<Awaited<ReturnType<typeof readJob>>, { ok: true }>['value']

export function Applications({ job }: { job: Job }) {
  const addable = job.may.addCandidates && job.state === 'open'
  if (job.applications.length === 0)
    return (
      <Empty
        heading="h3"
        title="No applications yet"
        act={
          addable ? (
            <ButtonLink kind="primary" to={`${paths.newCandidate()}?job=${job.id}`}>
              Add a candidate
            </ButtonLink>
          ) : undefined
        }
      >
        {addable
          ? 'Add the first candidate, or import a file. Then plan their interviews from the kit.'
          : 'Candidates can be added while the job is open.'}
      </Empty>
    )
  return (
    <>
      <Table caption="Applications, newest first" className="cand">
        <thead>
          <tr>
            <Th>Candidate</Th>
            <Th>Loop</Th>
            <Th>Status</Th>
            <Th num>Opened</Th>
          </tr>
        </thead>
        <tbody>
          {job.applications.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="cand__n">
                <Link to={paths.application(one.id)} prefetch="intent">
                  {one.who}
                </Link>
              </th>
              <td className="cand__job">{one.planned ? 'planned' : <span className="quiet">no loop yet</span>}</td>
              <td className="cand__st">
                {one.state ? (
                  applicationStateLabels[one.state]
                ) : (
                  <span className="faint">{withheldLabel(one.recused)}</span>
                )}
              </td>
              <td className="num cand__d">{one.since}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <NotListed more={job.applicationsTotal - job.applications.length} one="earlier application">
        {job.may.readCandidates ? (
          <Link to={`${paths.candidates()}?job=${job.id}`}>All candidates of this job</Link>
        ) : null}
      </NotListed>
      {addable ? (
        <p className="job__foot">
          <Link to={`${paths.newCandidate()}?job=${job.id}`}>Add a candidate</Link>,{' '}
          <Link to={`${paths.importCandidates()}?job=${job.id}`}>import a file</Link>
        </p>
      ) : null}
    </>
  )
}
