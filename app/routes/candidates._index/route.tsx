import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { whole } from '~/components/format'
import { Button, ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Icon } from '~/components/ui/icon'
import { Empty } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { Pager, Table, Th } from '~/components/ui/table'
import { Form } from '~/components/ui/form'
import { applicationStateLabels, withheldLabel } from '~/domain/application/labels'
import { CandidateSearch } from '~/domain/candidate/schemas'
import { mayAnywhere } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { jobsOfCandidates, listCandidates } from '~/services/candidate/read-candidates.server'

export const meta = () => [{ title: 'Candidates · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-candidate')
  const { q, job, state, after } = parseSearch(request, CandidateSearch)
  return {
    merges: mayAnywhere(viewer, 'merge-candidates'),
    ...(await listCandidates(viewer, { search: q, jobId: job, state, after })),
    jobs: await jobsOfCandidates(viewer),
    asked: { q, job, state, after },
  }
}

type Asked = ReturnType<typeof useLoaderData<typeof loader>>['asked']

/** The address of this list with something changed; paging begins anew unless it is what changes. */
function addressOf({ q, job, state }: Asked, after?: number | null): string {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (job) search.set('job', String(job))
  if (state !== 'all') search.set('state', state)
  if (after) search.set('after', String(after))
  const text = search.toString()
  return text ? `${paths.candidates()}?${text}` : paths.candidates()
}

export default function Candidates() {
  const { candidates, total, next, jobs, asked, merges } = useLoaderData<typeof loader>()
  const filtered = Boolean(asked.q || asked.job || asked.state !== 'all')
  const add = (
    <ButtonLink kind="primary" to={paths.newCandidate()}>
      Add a candidate
    </ButtonLink>
  )
  const first = candidates.length === 0 && !filtered && !asked.after
  return (
    <Page>
      <PageHead
        title="Candidates"
        acts={
          first ? undefined : (
            <>
              {merges ? <ButtonLink to={paths.duplicateCandidates()}>Possible duplicates</ButtonLink> : null}
              <ButtonLink to={paths.exports({ of: 'candidates', ...asked })}>Export</ButtonLink>
              <ButtonLink to={paths.importCandidates()}>Import candidates</ButtonLink>
              {add}
            </>
          )
        }
      />
      {first ? (
        <Empty
          title="No candidates yet"
          act={
            <div className="acts">
              {add}
              <ButtonLink to={paths.importCandidates()}>Import candidates</ButtonLink>
            </div>
          }
        >
          Add the first candidate by hand, or import a CSV file with a column “name”. Then open applications and plan
          their interviews.
        </Empty>
      ) : (
        <section aria-label="All candidates">
          <Filters jobs={jobs} asked={asked} />
          <div className="cand__on">
            <span className="quiet">
              {whole(total)} {total === 1 ? 'candidate' : 'candidates'}
            </span>
            {filtered ? <Link to={paths.candidates()}>Clear the filters</Link> : null}
          </div>
          {candidates.length === 0 ? (
            <Empty title="No candidates found" act={<Link to={paths.candidates()}>Show all candidates</Link>}>
              No candidate with these filters has this name, e-mail address or number.
            </Empty>
          ) : (
            <>
              <List candidates={candidates} />
              <Pager prev={asked.after ? addressOf(asked) : null} next={next ? addressOf(asked, next) : null}>
                The newest first{asked.after ? `, from number ${candidates[0]?.id ?? ''} down` : ''}
              </Pager>
            </>
          )}
        </section>
      )}
    </Page>
  )
}

function Filters({ jobs, asked }: { jobs: { id: number; name: string }[]; asked: Asked }) {
  return (
    <Form method="get" className="filters" key={addressOf(asked)}>
      <label className="vh" htmlFor="q">
        Search candidates
      </label>
      <input
        id="q"
        name="q"
        className="input"
        type="search"
        placeholder="Name, e-mail or number"
        defaultValue={asked.q}
      />
      <label className="vh" htmlFor="job">
        Job
      </label>
      <select id="job" name="job" className="select" defaultValue={asked.job ?? ''}>
        <option value="">All jobs</option>
        {jobs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <label className="vh" htmlFor="state">
        Application
      </label>
      <select id="state" name="state" className="select" defaultValue={asked.state}>
        <option value="all">Any application</option>
        <option value="open">Open application</option>
        <option value="none">No open application</option>
      </select>
      <Button type="submit">Search</Button>
    </Form>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['candidates'][number]

function List({ candidates }: { candidates: Row[] }) {
  return (
    <Table className="cand" caption="Candidates, newest first">
      <thead>
        <tr>
          <Th>Candidate</Th>
          <Th num>No.</Th>
          <Th>Application</Th>
          <Th>Status</Th>
          <Th>E-mail</Th>
          <Th num>Added</Th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <tr key={candidate.id}>
            <th scope="row" className="cand__n">
              <Name candidate={candidate} />
            </th>
            <td className="num cand__no">{candidate.id}</td>
            <td className="cand__job">
              {candidate.applications.length === 0 ? <span className="faint">none</span> : null}
              {candidate.applications.map(({ id, job }) => (
                <div key={id}>
                  <Link to={paths.application(id)} prefetch="intent">
                    {job}
                  </Link>
                </div>
              ))}
              {candidate.moreApplications ? (
                <Link to={paths.candidate(candidate.id)} className="small" prefetch="intent">
                  Earlier applications<span className="vh"> of {candidate.name}</span>
                </Link>
              ) : null}
            </td>
            <td className="cand__st">
              {candidate.applications.map(({ id, state, recused }) => (
                <div key={id}>
                  {state ? applicationStateLabels[state] : <span className="faint">{withheldLabel(recused)}</span>}
                </div>
              ))}
            </td>
            <td className="cand__own">{candidate.email}</td>
            <td className="num cand__d">{candidate.added}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Name({ candidate }: { candidate: Row }) {
  const link = (
    <Link to={paths.candidate(candidate.id)} prefetch="intent">
      {candidate.name}
    </Link>
  )
  if (!candidate.hidden) return link
  return (
    <span className="cand__mask">
      {link}
      <span className="faint">
        <Icon name="hidden" />
        you interview
      </span>
    </span>
  )
}
