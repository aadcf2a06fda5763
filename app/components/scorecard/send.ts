import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'

export type Sent<T> =
  | { got: 'answer'; value: T }
  | { got: 'stale'; current: { revision: number; content: ScorecardDraft } }
  | { got: 'errors'; fieldErrors: Record<string, string> }
  /** Refused for good: submitted elsewhere, unassigned, signed out. */
  | { got: 'refused'; message: string; status: number }
  | { got: 'nothing' }

/** Sends JSON to the scorecard's own address and sorts the answers; a lost connection is an answer like any other. */
export async function send<T>(url: string, method: 'PUT' | 'POST', body: unknown): Promise<Sent<T>> {
  let response: Response
  try {
    response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
    })
  } catch {
    return { got: 'nothing' }
  }
  if (response.type === 'opaqueredirect')
    return {
      got: 'refused',
      status: 401,
      message: 'You are signed out. Sign in in another window, then press Save again.',
    }
  const answer = (await response.json().catch(() => null)) as Record<string, unknown> | null
  if (response.ok && answer) return { got: 'answer', value: answer as T }
  if (response.status === 409 && answer?.current)
    return { got: 'stale', current: answer.current as { revision: number; content: ScorecardDraft } }
  if (response.status === 422 && answer?.fieldErrors)
    return { got: 'errors', fieldErrors: answer.fieldErrors as Record<string, string> }
  if (response.status >= 500 || response.status === 429) return { got: 'nothing' }
  const message = typeof answer?.message === 'string' ? answer.message : 'The server refused this.'
  return { got: 'refused', status: response.status, message }
}
