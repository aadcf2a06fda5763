import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { score } from '~/components/format'
import { Tag } from '~/components/ui/bits'
import { ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { Pager, Table, Th } from '~/components/ui/table'
import { jobStateLabels } from '~/domain/job/labels'
import { JobsSearch } from '~/domain/job/schemas'
import { mayAnywhere } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { listJobs } from '~/services/job/read-jobs.server'

export const meta = () => [{ title: 'Jobs · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-job')
  const { page } = parseSearch(request, JobsSearch)
  return { ...(await listJobs(viewer, page)), mayOpen: mayAnywhere(viewer, 'manage-jobs') }
}

export default function Jobs() {
  const { jobs, page, more, mayOpen } = useLoaderData<typeof loader>()
  const open = (
    <ButtonLink kind="primary" to={paths.newJob()}>
      Create a job
    </ButtonLink>
  )
  return (
    <Page>
      <PageHead title="Jobs" acts={mayOpen && (jobs.length > 0 || page > 1) ? open : undefined} />
      {jobs.length === 0 && page > 1 ? (
        <Empty title="No jobs on this page" act={<Link to={paths.jobs()}>Show the first page</Link>}>
          The list of jobs ends before page {page}.
        </Empty>
      ) : jobs.length === 0 ? (
        <Empty title="No jobs yet" act={mayOpen ? open : undefined}>
          {mayOpen
            ? 'A job sets the kit version, the hiring bar and the committee. Add candidates after that.'
            : 'A job appears here once a recruiter gives you a role in it.'}
        </Empty>
      ) : (
        <Table caption="Jobs, the open ones first" className="jobs">
          <thead>
            <tr>
              <Th>Job</Th>
              <Th>Status</Th>
              <Th>Kit</Th>
              <Th num>Bar</Th>
              <Th num>Voters</Th>
              <Th num>Open applications</Th>
              <Th num>Opened</Th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={job.id}>
                <th scope="row" className="jobs__n">
                  <Link to={paths.job(job.id)} prefetch="intent">
                    {job.name}
                  </Link>
                  {job.confidential ? (
                    <>
                      {' '}
                      <Tag kind="line" icon="lock">
                        confidential
                      </Tag>
                    </>
                  ) : null}
                </th>
                <td className="jobs__st">{jobStateLabels[job.state]}</td>
                <td className="jobs__kit">{job.kit}</td>
                <td className="num jobs__bar">{score(job.bar)}</td>
                <td className="num jobs__v">{job.voters}</td>
                <td className="num jobs__a">{job.open}</td>
                <td className="num jobs__d">{job.state === 'draft' ? 'not yet' : job.since}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {jobs.length > 0 && (page > 1 || more) ? (
        <Pager prev={page > 1 ? paths.jobs(page - 1) : null} next={more ? paths.jobs(page + 1) : null}>
          Page {page}, the open ones first
        </Pager>
      ) : null}
    </Page>
  )
}
