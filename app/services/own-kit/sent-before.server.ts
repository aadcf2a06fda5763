import type { Change } from '~/domain/kit-draft/change'
import type { FormOfDraft } from '~/domain/kit-draft/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { contentHash } from '../write-key.server'

/** One send of such a form: what it does and all that it was filled with. */
export type DraftSend = FormOfDraft & { act: string; filled: unknown }

export const OTHER_DRAFT = {
  code: 'DRAFT_STALE',
  message:
    'This page shows a draft that was published or discarded meanwhile, so nothing of this was stored. Copy what you typed, then load the page again.',
} as const
const OTHER_CONTENT = {
  code: 'WRITE_KEY_CONFLICT',
  message:
    'This form was stored before with other content, and nothing of what you sent now is stored. Look at what is stored, then send the form once more.',
} as const

export const hashOfSend = ({ clientKey, act, filled }: DraftSend) =>
  contentHash({ key: clientKey, act, content: filled })

/**
 * The changes that the same send made before, whatever has become of them since; null the first time. Another draft than the
 * page showed, or other content under the same key, is refused.
 */
export async function sentBefore(
  reader: Tx,
  { organisationId, userId }: Viewer,
  draft: { id: number },
  send: DraftSend,
): Promise<Result<Change[] | null, { code: string; message: string }>> {
  if (draft.id !== send.draft) return fail(OTHER_DRAFT)
  const { clientKey } = send
  const before = await reader.kitDraftChange.findUnique({
    where: {
      organisationId_draftId_userId_clientKey: { organisationId, draftId: draft.id, userId, clientKey },
    },
    select: { contentHash: true, changes: true },
  })
  if (!before) return ok(null)
  if (before.contentHash !== null && before.contentHash !== hashOfSend(send)) return fail(OTHER_CONTENT)
  return ok(JSON.parse(before.changes) as Change[])
}
