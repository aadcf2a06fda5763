import { canonical } from '~/domain/kit/canonical'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Answer, StoredDraft } from '~/domain/scorecard/drafting/state'
import { sameSubmission, type VersionContent } from '~/domain/scorecard/same-submission'
import { submissionOf } from '~/domain/scorecard/submission'

export type SaveRequest = { base: number; revision: number; content: ScorecardDraft }
export type SubmissionRequest = SaveRequest & { writeKey: string }
export type Request = { method: 'PUT'; body: SaveRequest } | { method: 'POST'; body: SubmissionRequest }

const submitted = (content: ScorecardDraft): VersionContent => ({
  kind: 'submission',
  ...submissionOf(content, { criteria: ['cause'], flags: [], amending: false }),
})
export const holds = (stored: VersionContent, content: ScorecardDraft) => sameSubmission(stored, submitted(content))
const same = (a: unknown, b: unknown) => canonical(a) === canonical(b)

/** What `saveDraft` and `submitScorecard` do with one scorecard, in memory: their rules, without a database. */
export class DraftServer {
  draft: StoredDraft<ScorecardDraft> | null = null
  versions: { writeKey: string; content: VersionContent }[] = []
  lastContent: ScorecardDraft | null = null
  private history = new Set<string>()

  /** Whether a draft or, as revision 0, a version ever had this text. */
  had = (revision: number, content: ScorecardDraft) => this.history.has(`${revision} ${canonical(content)}`)

  save({ base, revision, content }: SaveRequest): Answer<{ revision: number }, ScorecardDraft> {
    if (base !== this.versions.length) return { got: 'refused', status: 409, message: 'Submitted since.' }
    if ((this.draft?.revision ?? 0) === revision) {
      this.draft = { revision: revision + 1, content }
      this.history.add(`${revision + 1} ${canonical(content)}`)
      return { got: 'answer', value: { revision: revision + 1 } }
    }
    if (!this.draft) return { got: 'refused', status: 409, message: 'Submitted since.' }
    if (same(this.draft.content, content)) return { got: 'answer', value: { revision: this.draft.revision } }
    return { got: 'stale', current: structuredClone(this.draft) }
  }

  submit({
    writeKey,
    base,
    revision,
    content,
  }: SubmissionRequest): Answer<{ number: number; stored: VersionContent | null }, ScorecardDraft> {
    const at = this.versions.findIndex((version) => version.writeKey === writeKey)
    const number = at + 1
    const before = this.versions[at]
    if (before && holds(before.content, content)) return { got: 'answer', value: { number, stored: before.content } }
    const last = this.versions.at(-1)
    const conflict = before ?? (this.versions.length === base ? undefined : last)
    if (conflict)
      return {
        got: 'conflict',
        version: { message: 'Stored before.', number: this.versions.indexOf(conflict) + 1, content: conflict.content },
      }
    if (this.versions.length !== base) return { got: 'refused', status: 409, message: 'Submitted since.' }
    const { draft } = this
    if (draft && draft.revision !== revision && !same(draft.content, content))
      return { got: 'stale', current: structuredClone(draft) }
    this.versions.push({ writeKey, content: submitted(content) })
    this.lastContent = structuredClone(content)
    this.draft = null
    return { got: 'answer', value: { number: this.versions.length, stored: submitted(content) } }
  }
}
