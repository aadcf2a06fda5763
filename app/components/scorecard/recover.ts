import { canonical } from '~/domain/kit/canonical'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Clash } from '~/domain/scorecard/merge'
import type { DeviceCopy } from './device-store'

export const sameText = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

type Stored = { base: number; revision: number; content: ScorecardDraft }
export type Recovered = {
  /** The draft with what this device kept put back in; equal to the stored one when there was nothing. */
  content: ScorecardDraft
  clashes: Clash[]
  /** Copies whose text is in `content` or in the clashes: safe to delete once this window's own copy is kept. */
  taken: DeviceCopy[]
  /** The text of an earlier state of the scorecard, which nothing can be merged with. */
  left: ScorecardDraft | null
}

/**
 * Puts the copies that this device kept of lost connections and closed windows together with the stored draft. The first
 * copy that clashes ends it, because one choice is put to the person at a time; later ones wait on the device.
 */
export async function recover(copies: readonly DeviceCopy[], stored: Stored): Promise<Recovered> {
  const recovered: Recovered = { content: stored.content, clashes: [], taken: [], left: null }
  for (const copy of copies.filter(({ pending }) => pending)) {
    if (copy.base !== stored.base) recovered.left = copy.content
    else if (recovered.taken.length === 0 && copy.revision === stored.revision) {
      recovered.content = copy.content
      recovered.taken.push(copy)
    } else {
      const { mergeDrafts } = await import('~/domain/scorecard/merge')
      const { merged, clashes } = mergeDrafts(copy.before, copy.content, recovered.content)
      recovered.content = merged
      recovered.taken.push(copy)
      recovered.clashes = clashes
      if (clashes.length > 0) break
    }
  }
  return recovered
}
