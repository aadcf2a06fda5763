import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { ComparedCandidate } from '~/components/candidate/compared-candidate'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import { UnmergeForm } from '~/domain/candidate/merge'
import { candidateNumber } from '~/domain/candidate/name'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { redirectSaying } from '~/platform/flash.server'
import { parseForm } from '~/platform/parse.server'
import { orRefuse, refuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { unmergeCandidate } from '~/services/candidate/merge-candidates.server'
import { readDuplicates } from '~/services/candidate/read-duplicates.server'

export const meta = () => [{ title: 'Possible duplicates · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'merge-candidates')
  return orRefuse(await readDuplicates(viewer))
}

const SENTENCES: Record<string, string> = {
  NOT_MERGED_CONFLICT: 'This merge had been undone already.',
  CANDIDATE_ERASED_CONFLICT: 'The data of this candidate was erased; the merge cannot be undone.',
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'merge-candidates')
  const form = await parseForm(request, UnmergeForm)
  if (!form.ok) throw new Response('The form holds something this page does not know.', { status: 400 })
  const undone = await unmergeCandidate(viewer, form.value.candidateId)
  if (undone.ok)
    return redirectSaying(paths.duplicateCandidates(), 'Merge undone. The two candidates are separate again.')
  const sentence = SENTENCES[undone.error.code]
  return sentence ? redirectSaying(paths.duplicateCandidates(), sentence) : refuse(undone.error)
}

export default function DuplicatesPage() {
  const { groups, more, merged } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageHead
        title="Possible duplicates"
        crumbs={[{ label: 'Candidates', to: paths.candidates() }, { label: 'Possible duplicates' }]}
        lead="Candidates with the same e-mail address. Recruiters who may not see one of them are not told that it exists."
      />
      <div className="stack">
        {groups.length === 0 ? (
          <Empty title="No possible duplicates">
            No two candidates have the same address. When a recruiter adds an address that is known only from a
            confidential job, both records appear here.
          </Empty>
        ) : (
          groups.map(({ email, candidates }) => (
            <Panel key={email} title={email} id={`group-${candidates[0]?.id}`}>
              <div className="merge__pair">
                {candidates.map((one, at) => (
                  <div key={one.id} className="merge__one">
                    <ComparedCandidate one={one} />
                    {at > 0 ? (
                      <ButtonLink
                        small
                        to={paths.mergeCandidates(mustExist(candidates[0], 'candidate of the pair').id, one.id)}
                      >
                        Review merge of {mustExist(candidates[0], 'candidate of the pair').id} and {one.id}
                      </ButtonLink>
                    ) : null}
                  </div>
                ))}
              </div>
            </Panel>
          ))
        )}
        {more ? <p className="quiet">There are more. Merge these first; the others follow.</p> : null}
        {merged.length > 0 ? <Merged merged={merged} /> : null}
      </div>
    </Page>
  )
}

function Merged({ merged }: { merged: ReturnType<typeof useLoaderData<typeof loader>>['merged'] }) {
  return (
    <Panel title="Merged candidates" id="h-merged">
      <Table plain text caption="Merged candidates, the newest first">
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
              <td>
                <Form method="post">
                  <input type="hidden" name="candidateId" value={id} />
                  <Submit kind="plain" small name="intent" value="unmerge" busy="Undoing">
                    Undo merge<span className="vh"> of {name}</span>
                  </Submit>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  )
}
