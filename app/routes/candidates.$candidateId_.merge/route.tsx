import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { ComparedCandidate } from '~/components/candidate/compared-candidate'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { Note } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { MergeForm, MergeSearch } from '~/domain/candidate/merge'
import { candidateNumber } from '~/domain/candidate/name'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, parseSearch } from '~/platform/parse.server'
import { refuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { readMerge } from '~/services/candidate/read-duplicates.server'

const Params = z.object({ candidateId: Id })

export const meta = () => [{ title: 'Merge candidates · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'merge-candidates')
  const { candidateId } = parseParams(params, Params)
  const { with: otherId } = parseSearch(request, MergeSearch)
  const read = await readMerge(viewer, candidateId, otherId)
  if (!read.ok) throw await sayingWhy(read.error)
  return read.value
}

const CHOOSE = 'Choose which of the two is kept.'
const SENTENCES: Record<string, string> = {
  SAME_CANDIDATE: 'Choose two different candidates.',
  CANDIDATE_ERASED_CONFLICT: 'The data of one of these candidates was erased; they cannot be merged.',
  MERGED_TOGETHER_CONFLICT: 'These two candidates are merged. The merge can be undone here.',
  MERGED_BEFORE_CONFLICT: 'One of these candidates is part of a merge already. Undo that merge first.',
}

/**
 * Two candidates that cannot be merged have no page to go back to, as after a second press of the button: the list of
 * duplicates says why.
 */
async function sayingWhy(error: { code: string }) {
  const sentence = SENTENCES[error.code]
  return sentence ? redirectWithMessage(paths.duplicateCandidates(), sentence) : refuse(error)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'merge-candidates')
  const { candidateId } = parseParams(params, Params)
  const { with: withId } = parseSearch(request, MergeSearch)
  const form = await parseForm(request, MergeForm)
  if (!form.ok) return data({ error: CHOOSE }, { status: 422 })
  const { keepId } = form.value
  if (keepId !== candidateId && keepId !== withId) return data({ error: CHOOSE }, { status: 422 })
  const merged = await mergeCandidates(viewer, { keepId, otherId: keepId === candidateId ? withId : candidateId })
  if (merged.ok)
    return redirectWithMessage(paths.candidate(keepId), 'Merged. It can be undone under Possible duplicates.')
  return sayingWhy(merged.error)
}

export default function MergePage() {
  const { candidates } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const box = useErrorFocus<HTMLFormElement>(answer?.error ? { keepId: answer.error } : null)
  const [first] = candidates
  return (
    <Page>
      <PageHead
        title="Merge candidates"
        crumbs={[
          { label: 'Candidates', to: paths.candidates() },
          { label: 'Possible duplicates', to: paths.duplicateCandidates() },
          { label: 'Merge' },
        ]}
        lead="Are these two the same person? Compare them before anything is changed."
      />
      <Form method="post" ref={box} className="stack" noValidate>
        <FormError>{answer?.error}</FormError>
        <fieldset className="merge__pair">
          <legend>Which record is kept?</legend>
          {candidates.map((one) => (
            <div key={one.id} className="merge__one">
              <label className="merge__keep">
                <input type="radio" name="keepId" value={one.id} defaultChecked={one.id === first?.id} /> Keep{' '}
                {candidateNumber(one.id)}
              </label>
              <ComparedCandidate one={one} />
            </div>
          ))}
        </fieldset>
        <Note>
          The page of the candidate who is kept shows the applications of both, under that name, address and phone. Each
          record keeps its own: where the other name was shown before, as in packets, it stays. Scorecards, packets and
          decisions are not changed. Erasing either erases both. People who may not see a confidential job still do not
          see its application. You can undo the merge.
        </Note>
        <div className="acts">
          <Submit name="intent" value="merge" busy="Merging">
            Merge the two candidates
          </Submit>
          <ButtonLink kind="quiet" to={paths.duplicateCandidates()}>
            Cancel
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
