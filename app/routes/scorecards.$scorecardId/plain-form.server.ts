import { data } from '@remix-run/node'
import type { Viewer } from '~/domain/policy/policy'
import { ScorecardDraft } from '~/domain/scorecard/draft'
import { draftOfFields, plainFormKey, PlainPost } from '~/domain/scorecard/plain-form'
import { versionFields } from '~/domain/scorecard/same-submission'
import { submissionBody, submissionOf } from '~/domain/scorecard/submission'
import type { PlainAnswer } from '~/domain/scorecard/view'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { formObject, parseValue, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse } from '~/platform/refuse.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { readSubmittedVersion, submitScorecard } from '~/services/scorecard/submit-scorecard.server'

/**
 * The scorecard's form as a browser without a script posts it: saved, whatever it lacks, or submitted. What is refused
 * is not stored and comes back in the form.
 */
export async function takePlainForm(request: Request, viewer: Viewer, scorecardId: number, submits: boolean) {
  const fields = formObject(await postedForm(request))
  const page = orRefuse(await readScorecard(viewer, scorecardId, { amending: true }))
  if (page.mode !== 'write') throw new Response('', { status: 404, statusText: 'SCORECARD_NOT_FOUND' })
  const { draft: before, criteria, flags } = page.editor
  const asked = { criteria: criteria.map(({ id }) => id), flags: flags.map(({ id }) => id) }
  const typed = draftOfFields(fields, asked, before)
  const again = (status: number, plain: PlainAnswer) => data({ fieldErrors: {}, values: {}, plain }, { status })

  const post = parseValue(fields, PlainPost)
  const content = parseValue(typed, ScorecardDraft)
  if (!post.ok || !content.ok) {
    const fieldErrors = { ...(content.ok ? {} : content.fieldErrors), ...(post.ok ? {} : post.fieldErrors) }
    // A name sent twice came from no form of ours, and would stand in the page as a list.
    const ours = Object.entries(fields).every(([name, value]) => typeof value === 'string' || name === 'probes')
    const draft = ours ? (typed as ScorecardDraft) : null
    return again(422, { problem: NOT_STORED, fieldErrors, draft })
  }

  const { base, revision } = post.value
  const amending = base > 0
  const both = { names: { criteria, flags }, asked: { ...asked, amending } }
  if (!submits) {
    const saved = await saveDraft(viewer, { scorecardId, base, revision, content: content.value })
    if (saved.ok)
      return redirectWithMessage(`${paths.scorecard(scorecardId)}${amending ? '?amend' : ''}`, 'Saved on the server.')
    if (saved.error.code === 'DRAFT_STALE')
      return again(409, { problem: OVERTAKEN, fieldErrors: {}, draft: content.value })
    if (saved.error.code !== 'VERSION_CONFLICT') refuse(saved.error)
    const { message } = saved.error
    const last = await readSubmittedVersion(viewer, scorecardId, page.editor.base)
    const stored = { at: '', fields: last ? versionFields(last, both.names) : [] }
    const sent = versionFields(submissionOf(content.value, both.asked), both.names)
    return data({ fieldErrors: {}, values: {}, refusal: { message, stored, sent } }, { status: 409 })
  }

  const given = { writeKey: plainFormKey(base), base, revision, content: content.value }
  const body = parseValue(given, submissionBody(asked))
  if (!body.ok) {
    const fieldErrors: Record<string, string> = {}
    for (const [path, message] of Object.entries(body.fieldErrors))
      fieldErrors[path.replace(/^content\./, '')] = message
    return again(422, { problem: INCOMPLETE, fieldErrors, draft: content.value })
  }
  const written = await submitScorecard(viewer, { scorecardId, ...body.value })
  if (written.ok)
    return redirectWithMessage(
      paths.scorecard(scorecardId),
      amending ? 'Amendment submitted. Both versions are kept.' : 'Submitted. Thank you for writing it down.',
    )
  const { error } = written
  if ('stored' in error) {
    const sent = versionFields(submissionOf(content.value, both.asked), both.names)
    const refusal = { message: error.message, stored: error.stored, sent }
    return data({ fieldErrors: {}, values: {}, refusal }, { status: 409 })
  }
  if (error.code === 'DRAFT_STALE') return again(409, { problem: OVERTAKEN, fieldErrors: {}, draft: content.value })
  refuse(error)
}

const NOT_STORED = 'Nothing was stored: what cannot be stored is marked.'
const INCOMPLETE =
  'Not submitted and not saved yet: what is missing or cannot be stored is marked. Your text is in the form; “Save the draft” keeps it as it is.'
const OVERTAKEN =
  'Another window saved other text meanwhile. This is yours and is not stored; press again to store it in the place of the other.'
