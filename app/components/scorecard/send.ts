import { FORM_ACCOUNT_HEADER } from '~/domain/identity/form-account'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Answer, StoredDraft, StoredVersion } from '~/domain/scorecard/drafting/state'

/** A connection that swallows everything counts as none; every request may be sent again. */
const ANSWER_WITHIN_MS = 30_000

/**
 * Sends JSON to the scorecard's own address and sorts the answers; a lost connection is an answer like any other. The
 * server refuses it once the browser is signed in to another account than the one that wrote it.
 */
export async function send<T>(
  url: string,
  method: 'PUT' | 'POST',
  account: string,
  body: unknown,
): Promise<Answer<T, ScorecardDraft>> {
  let response: Response
  let answer: Record<string, unknown> | null
  try {
    response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json', [FORM_ACCOUNT_HEADER]: account },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    answer = response.type === 'opaqueredirect' ? null : ((await response.json().catch(unreadable)) as typeof answer)
  } catch {
    return { got: 'nothing', why: 'connection' }
  }
  if (response.type === 'opaqueredirect') return { got: 'refused', status: 401, message: 'You are signed out.' }
  if (response.ok) return answer ? { got: 'answer', value: answer as T } : { got: 'nothing', why: 'connection' }
  if (response.status === 409 && answer?.current)
    return { got: 'stale', current: answer.current as StoredDraft<ScorecardDraft> }
  if (response.status === 409 && answer?.stored) return { got: 'conflict', version: answer as unknown as StoredVersion }
  if (response.status === 422 && answer?.fieldErrors)
    return { got: 'errors', fieldErrors: answer.fieldErrors as Record<string, string> }
  if (response.status >= 500 || response.status === 429) return { got: 'nothing', why: 'server' }
  const message = typeof answer?.message === 'string' ? answer.message : 'The server refused this.'
  return { got: 'refused', status: response.status, message }
}

/** A body that breaks off is no answer; one that is not JSON says nothing more than its status. */
function unreadable(error: unknown): null {
  if (error instanceof SyntaxError) return null
  throw error
}
