import type { ReactNode } from 'react'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { ComparedCandidate } from '~/components/candidate/compared-candidate'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import { Form } from '~/components/ui/form'
import { DuplicatesForm } from '~/domain/candidate/merge'
import { candidateNumber } from '~/domain/candidate/name'
import type { Viewer } from '~/domain/policy/policy'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseSearch } from '~/platform/parse.server'
import { orRefuse, refuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { markDistinct, unmarkDistinct } from '~/services/candidate/distinct-candidates.server'
import { unmergeCandidate } from '~/services/candidate/merge-candidates.server'
import { readDuplicates } from '~/services/candidate/read-duplicates.server'

export const meta = () => [{ title: 'Possible duplicates · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'merge-candidates')
  const begin = parseSearch(request, Begin)
  return { ...orRefuse(await readDuplicates(viewer, begin)), begin }
}

const Begin = z.object({ after: z.optional(Id), mergedBefore: z.optional(Id), apartBefore: z.optional(Id) })
type Begin = z.output<typeof Begin>

/** This page with other parts of its lists. */
function addressOf(begin: Begin): string {
  const search = new URLSearchParams()
  for (const [name, id] of Object.entries(begin)) if (id !== undefined) search.set(name, String(id))
  return search.size > 0 ? `${paths.duplicateCandidates()}?${search}` : paths.duplicateCandidates()
}

const SENTENCES: Record<string, string> = {
  NOT_MERGED_CONFLICT: 'This merge had been undone already.',
  CANDIDATE_ERASED_CONFLICT: 'The data of this candidate was erased; the merge cannot be undone.',
  MERGED_TOGETHER_CONFLICT: 'These two candidates are merged. Undo the merge first.',
  MERGED_BEFORE_CONFLICT: 'One of these candidates is part of a merge already. Undo that merge first.',
  SAME_CANDIDATE: 'Choose two different candidates.',
}

const STALE =
  'This merge was undone after you opened the page, and the candidate was merged into another. Nothing was changed; load the list again to see the present merge.'

const DONE = {
  unmerge: 'Merge undone. The two candidates are separate again.',
  'keep-apart': 'Kept as different people. They are no longer listed as possible duplicates of one another.',
  'list-again': 'The two are listed as possible duplicates again.',
} as const

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'merge-candidates')
  const form = await parseForm(request, DuplicatesForm)
  if (!form.ok) throw new Response('The form holds something this page does not know.', { status: 400 })
  const here = addressOf(parseSearch(request, Begin))
  const done = await act(viewer, form.value)
  if (done.ok) return redirectWithMessage(here, DONE[form.value.intent])
  if (done.error.code === 'MERGE_STALE') return refuse({ ...done.error, message: STALE })
  const sentence = SENTENCES[done.error.code]
  return sentence ? redirectWithMessage(here, sentence) : refuse(done.error)
}

function act(viewer: Viewer, form: z.output<typeof DuplicatesForm>) {
  switch (form.intent) {
    case 'unmerge':
      return unmergeCandidate(viewer, form)
    case 'keep-apart':
      return markDistinct(viewer, form)
    case 'list-again':
      return unmarkDistinct(viewer, form.pairId)
  }
}

export default function DuplicatesPage() {
  const page = useLoaderData<typeof loader>()
  const { groups, merged, apart, begin } = page
  return (
    <Page>
      <PageHead
        title="Possible duplicates"
        crumbs={[{ label: 'Candidates', to: paths.candidates() }, { label: 'Possible duplicates' }]}
        lead="Candidates with the same e-mail address. Only administrators see this list, because a record may belong to a confidential job."
      />
      <div className="stack">
        {groups.length === 0 ? (
          <Empty title={begin.after === undefined ? 'No possible duplicates' : 'No further possible duplicates'}>
            No two candidates have the same address. When a recruiter adds an address that is known only from a
            confidential job, both records appear here.
          </Empty>
        ) : (
          groups.map(({ email, candidates }) => (
            <Panel key={email} title={email} id={`group-${candidates[0]?.id}`}>
              <div className="merge__pair">
                {candidates.map((one) => (
                  <div key={one.id} className="merge__one">
                    <ComparedCandidate one={one} />
                    {one.comparedWith !== null ? (
                      <Form method="post" className="acts">
                        <ButtonLink small to={paths.mergeCandidates(one.comparedWith, one.id)}>
                          Review merge of {one.comparedWith} and {one.id}
                        </ButtonLink>
                        <input type="hidden" name="firstId" value={one.comparedWith} />
                        <input type="hidden" name="secondId" value={one.id} />
                        <Submit kind="quiet" small name="intent" value="keep-apart" busy="Saving">
                          Not the same person<span className="vh"> as {candidateNumber(one.comparedWith)}</span>
                        </Submit>
                      </Form>
                    ) : null}
                  </div>
                ))}
              </div>
            </Panel>
          ))
        )}
        {page.next !== null || begin.after !== undefined ? (
          <Older
            of="possible duplicates"
            labels={['First page', 'Next page']}
            first={begin.after === undefined ? null : addressOf({ ...begin, after: undefined })}
            older={page.next === null ? null : addressOf({ ...begin, after: page.next })}
          />
        ) : null}
        {merged.length > 0 || begin.mergedBefore ? (
          <Merged merged={merged}>
            <Older
              of="merged candidates"
              first={begin.mergedBefore ? addressOf({ ...begin, mergedBefore: undefined }) : null}
              older={page.mergedOlder ? addressOf({ ...begin, mergedBefore: page.mergedOlder }) : null}
            />
          </Merged>
        ) : null}
        {apart.length > 0 || page.apartOlder || begin.apartBefore ? (
          <KeptApart pairs={apart}>
            <Older
              of="pairs of different people"
              first={begin.apartBefore ? addressOf({ ...begin, apartBefore: undefined }) : null}
              older={page.apartOlder ? addressOf({ ...begin, apartBefore: page.apartOlder }) : null}
            />
          </KeptApart>
        ) : null}
      </div>
    </Page>
  )
}

type Duplicates = ReturnType<typeof useLoaderData<typeof loader>>

type OlderProps = { of: string; first: string | null; older: string | null; labels?: [first: string, older: string] }

/** Leads through a list that is longer than a page. */
function Older({ of, first, older, labels = ['View newest', 'View older'] }: OlderProps) {
  if (!first && !older) return null
  return (
    <nav className="pager" aria-label={`Pages of ${of}`}>
      <span />
      <span className="pager__acts">
        {first ? (
          <ButtonLink small to={first} preventScrollReset>
            {labels[0]}
          </ButtonLink>
        ) : null}
        {older ? (
          <ButtonLink small to={older} preventScrollReset>
            {labels[1]}
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  )
}

function KeptApart({ pairs, children }: { pairs: Duplicates['apart']; children: ReactNode }) {
  return (
    <Panel title="Not the same person" id="h-apart">
      <Table plain text caption="Candidates with one address who are different people, the newest decision first">
        <thead>
          <tr>
            <Th>Candidates</Th>
            <Th>
              <span className="vh">Undo</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ id, first, second }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={paths.candidate(first.id)}>
                  {first.name}, {candidateNumber(first.id)}
                </Link>{' '}
                and{' '}
                <Link to={paths.candidate(second.id)}>
                  {second.name}, {candidateNumber(second.id)}
                </Link>
              </th>
              <td className="cand__undo">
                <Form method="post">
                  <input type="hidden" name="pairId" value={id} />
                  <Submit kind="plain" small name="intent" value="list-again" busy="Undoing">
                    Undo
                    <span className="vh">
                      : list {first.name} and {second.name} as possible duplicates again
                    </span>
                  </Submit>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {children}
    </Panel>
  )
}

function Merged({ merged, children }: { merged: Duplicates['merged']; children: ReactNode }) {
  return (
    <Panel title="Merged candidates" id="h-merged">
      <Table plain text caption="Merged candidates, newest first">
        <thead>
          <tr>
            <Th>Candidate</Th>
            <Th>Merged into</Th>
            <Th>
              <span className="vh">Undo</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {merged.map(({ id, name, into }) => (
            <tr key={id}>
              <th scope="row">
                {name}, {candidateNumber(id)}
              </th>
              <td>
                <Link to={paths.candidate(into.id)}>
                  {into.name}, {candidateNumber(into.id)}
                </Link>
              </td>
              <td className="cand__undo">
                <Form method="post">
                  <input type="hidden" name="candidateId" value={id} />
                  <input type="hidden" name="intoId" value={into.id} />
                  <Submit kind="plain" small name="intent" value="unmerge" busy="Undoing">
                    Undo merge<span className="vh"> of {name}</span>
                  </Submit>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {children}
    </Panel>
  )
}
