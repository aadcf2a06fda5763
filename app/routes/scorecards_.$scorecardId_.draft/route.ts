import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { ScorecardAddress } from '~/domain/scorecard/address'
import { DraftSave } from '~/domain/scorecard/draft'
import { submissionBody } from '~/domain/scorecard/submission'
import { mustExist } from '~/domain/shared/must-exist'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseJson, parseParams } from '~/platform/parse.server'
import { orRefuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readOwnDraft } from '~/services/scorecard/read-draft.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { requirementsOfOwn, readSubmittedVersion, submitScorecard } from '~/services/scorecard/submit-scorecard.server'

/** For scripts and for a window that wants to look again: the draft as the server has it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'interview')
  const { scorecardId } = parseParams(params, ScorecardAddress)
  return Response.json(orRefuse(await readOwnDraft(viewer, scorecardId)))
}

/** PUT saves the draft over the revision it began from; POST submits it. Both answer JSON. */
export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'interview')
  const { scorecardId } = parseParams(params, ScorecardAddress)
  if (request.method === 'PUT') return save(request, viewer, scorecardId)
  if (request.method === 'POST') return submit(request, viewer, scorecardId)
  throw new Response('A draft is saved by PUT and submitted by POST.', {
    status: 405,
    headers: { Allow: 'GET, PUT, POST' },
  })
}

type Viewer = Awaited<ReturnType<typeof requireViewer>>

async function save(request: Request, viewer: Viewer, scorecardId: number) {
  const body = await parseJson(request, DraftSave)
  if (!body.ok) return Response.json({ fieldErrors: body.fieldErrors }, { status: 422 })
  const saved = await saveDraft(viewer, { scorecardId, ...body.value })
  if (saved.ok) return Response.json({ revision: saved.value.revision, savedAt: saved.value.savedAt.toISOString() })
  return refusal(saved.error)
}

async function submit(request: Request, viewer: Viewer, scorecardId: number) {
  const asked = await requirementsOfOwn(viewer, scorecardId)
  if (!asked.ok) return refusal(asked.error)
  const body = await parseJson(request, submissionBody(asked.value))
  if (!body.ok) return Response.json({ fieldErrors: body.fieldErrors }, { status: 422 })
  const written = await submitScorecard(viewer, { scorecardId, ...body.value })
  if (!written.ok) return refusal(written.error)
  const { number } = written.value
  const stored = await readSubmittedVersion(viewer, scorecardId, number)
  const flash = await redirectWithMessage(
    '/',
    number === 1 ? 'Submitted. Thank you for writing it down.' : 'Amendment submitted. Both versions are kept.',
  )
  return Response.json(
    { number, stored },
    { headers: { 'Set-Cookie': mustExist(flash.headers.get('Set-Cookie'), 'cookie of the message') } },
  )
}

type Refused = Extract<Awaited<ReturnType<typeof submitScorecard>>, { ok: false }>['error']

/** Every conflict carries what is stored, so that the window can show it beside what it sent. */
function refusal(error: Refused) {
  const status = statusOf(error.code)
  if (error.code === 'DRAFT_STALE') {
    const { revision, content } = error.current
    return Response.json({ code: error.code, current: { revision, content } }, { status })
  }
  const message = 'message' in error ? error.message : 'This scorecard is not here any more, or not yours.'
  if (!('number' in error)) return Response.json({ code: error.code, message }, { status })
  const { code, number, stored, content } = error
  return Response.json({ code, message, number, stored, content }, { status })
}
