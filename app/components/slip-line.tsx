import { slipWords, type SlipKind } from '~/domain/scorecard/slips'

/** What the interviewer did by mistake, beside the level that it may have cost; it never counts against the candidate. */
export function SlipLine({ slips = [] }: { slips?: readonly SlipKind[] }) {
  if (slips.length === 0) return null
  return (
    <p className="slip-line small quiet">
      <b>Interviewer’s slip:</b> {slipWords(slips)}. It does not count against the candidate.
    </p>
  )
}
