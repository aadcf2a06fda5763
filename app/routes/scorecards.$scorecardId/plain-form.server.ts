import { data } from '@remix-run/node'
import type { Viewer } from '~/domain/policy/policy'
import { ScorecardDraft } from '~/domain/scorecard/draft'
import { draftOfFields, plainFormKey, PlainPost } from '~/domain/scorecard/plain-form'
import { versionFields } from '~/domain/scorecard/same-submission'
import { submissionBody, submissionOf } from '~/domain/scorecard/submission'
import type { PlainAnswer } from '~/domain/scorecard/view'
import { paths } from '~/paths'
import { redirectSaying } from '~/platform/flash.server'
import { formObject, parseValue, postedForm } from '~/platform/parse.server'
import { orRefuse, statusOf } from '~/platform/refuse.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { submitScorecard } from '~/services/scorecard/submit-scorecard.server'

/**
 * The scorecard's form as a browser without a script posts it. It is saved first, whatever it lacks, so that nothing
 * typed is lost; then it is submitted if that was asked. What cannot be stored comes back in the form.
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
  const saved = await saveDraft(viewer, { scorecardId, base, revision, content: content.value })
  const address = `${paths.scorecard(scorecardId)}${base > 0 ? '?amend' : ''}`
  if (!saved.ok && saved.error.code === 'DRAFT_STALE')
    return again(409, { problem: OVERTAKEN, fieldErrors: {}, draft: content.value })
  if (saved.ok && !submits) return redirectSaying(address, 'Saved on the server.')

  const amending = base > 0
  const writeKey = plainFormKey(base)
  const given = { writeKey, base, ...(saved.ok ? { revision: saved.value.revision } : {}), content: content.value }
  const body = parseValue(given, submissionBody(asked))
  if (!body.ok) {
    const fieldErrors: Record<string, string> = {}
    for (const [path, message] of Object.entries(body.fieldErrors))
      fieldErrors[path.replace(/^content\./, '')] = message
    return again(422, { problem: INCOMPLETE, fieldErrors, draft: null })
  }
  const written = await submitScorecard(viewer, { scorecardId, ...body.value })
  if (written.ok)
    return redirectSaying(
      paths.scorecard(scorecardId),
      amending ? 'Amended. Both versions stay.' : 'Submitted. Thank you for writing it down.',
    )
  const { error } = written
  if ('stored' in error) {
    const sent = versionFields(submissionOf(content.value, { ...asked, amending }), { criteria, flags })
    const refusal = { message: error.message, stored: error.stored, sent }
    return data({ fieldErrors: {}, values: {}, refusal }, { status: 409 })
  }
  if (error.code === 'DRAFT_STALE') return again(409, { problem: OVERTAKEN, fieldErrors: {}, draft: content.value })
  throw new Response('', { status: statusOf(error.code), statusText: error.code })
}

const NOT_STORED = 'Nothing was stored: what cannot be stored is marked.'
const INCOMPLETE = 'Saved, and not submitted yet: what is missing or cannot be stored is marked.'
const OVERTAKEN =
  'Another window saved other text meanwhile. This is yours and is not stored; press again to store it in the place of the other.'
