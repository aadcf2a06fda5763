import { isOtherAccount } from '~/domain/identity/form-account'
import type { Node } from '~/domain/kit-draft/content'
import type { EditedKit } from './contents'
import type { Problem } from './part-form'

export type Conflict = { path: string[]; place: string; mine?: Node | undefined; theirs?: Node | undefined }
/** What a page of the editor is answered after its form was sent. */
export type Saved =
  | {
      saved: true
      error?: string | null | undefined
      conflicts: Conflict[]
      problems: Problem[]
      held?: string[][]
      sent?: Record<string, string> | null
    }
  | { saved: false; error: string; conflicts: Conflict[]; problems: null; sent?: Record<string, string> | null }

/** The draft as the frame of the editor shows it, after a change. */
export type EditorState = {
  revision: number
  problems: number
  parts: NonNullable<EditedKit['parts']>
  undo: boolean
  redo: boolean
}
export type Sent = Extract<Saved, { saved: true }> & { added: string | null; state: EditorState }

/** Why a send has to wait: it is sent again, with the same key, so that it is done once. */
export type Waiting = 'connection' | 'server' | 'signed-out' | 'other-account'
export type SendResult =
  | { got: 'answer'; answer: Sent }
  | { got: 'refused'; message: string }
  | { got: 'nothing'; why: Waiting; message?: string }

/** A connection that swallows everything counts as none. */
const ANSWER_WITHIN_MS = 30_000
const GONE = 'This kit, or this part of it, is not here any more. Copy what you typed before you leave the page.'

/** Sends changes to the draft and sorts the answers; a lost connection and an ended session are answers like any other. */
export async function sendDraft(url: string, fields: FormData): Promise<SendResult> {
  let response: Response
  let body: unknown
  try {
    response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams([...fields].filter((field): field is [string, string] => typeof field[1] === 'string')),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    if (response.type === 'opaqueredirect') return { got: 'nothing', why: 'signed-out' }
    body = await bodyOf(response)
  } catch {
    return { got: 'nothing', why: 'connection' }
  }
  if (isOtherAccount(body)) return { got: 'nothing', why: 'other-account', message: body.message }
  if (typeof body === 'object' && body !== null && 'saved' in body) {
    const answer = body as Sent | Extract<Saved, { saved: false }>
    return answer.saved ? { got: 'answer', answer } : { got: 'refused', message: answer.error }
  }
  if (response.ok || response.status >= 500 || response.status === 429) return { got: 'nothing', why: 'server' }
  if (response.status === 404) return { got: 'refused', message: GONE }
  return { got: 'refused', message: typeof body === 'string' && body ? body : 'The server refused this.' }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text) as unknown
  } catch {
    // A page of something between the browser and the server is no sentence of ours.
    return /<html|<!doctype/i.test(text) ? null : text
  }
}
