import { canonical } from '../kit/canonical'
import { isBlank } from '../shared/characters'
import { readEarlierEvidence } from './earlier-evidence'
import { speakerLabels, type Evidence, type Quote } from './quote'
import { timeOf } from './quote-time'

export { SPEAKERS, speakerLabels, type Evidence, type Quote, type Speaker } from './quote'

/** How the body of a text row is to be read: as it is, or as evidence. The hash of the row covers it. */
export type TextFormat = 'text' | 'evidence/1'

/** Evidence as a version of a scorecard holds it; a string is the whole text of a row of the earlier format. */
export type StoredEvidence = Evidence | string

/** A row's body, and how to read it. One text has one body, so that its hash can be made again. */
export const evidenceBody = ({ text, quotes }: Evidence): { format: TextFormat; body: string } => ({
  format: 'evidence/1',
  body: canonical({ text, quotes }),
})

/** What a row holds, for comparing: rows of the earlier format stay the one text that was submitted. */
export function storedEvidence({ format, body }: { format: string; body: string }): StoredEvidence {
  if (format === 'text') return body
  if (format === 'evidence/1') return JSON.parse(body) as Evidence
  throw new Error(`Unknown text format ${format}`)
}

/** What a row says, whatever its format. */
export function readEvidence(row: { format: string; body: string }): Evidence {
  const stored = storedEvidence(row)
  return typeof stored === 'string' ? readEarlierEvidence(stored) : stored
}

/** One quote as a line of text: its moment, who said it, and the words. */
export function quoteLine({ at, clock, speaker, text }: Quote): string {
  const words = text.trim().replace(/\n\s*\n/g, '\n')
  return [timeOf({ at, clock }), speaker && `${speakerLabels[speaker]}:`, words].filter(Boolean).join(' ')
}

/** The whole of it as one text, paragraphs parted by blank lines: to compare word by word and to show beside another. */
export function evidenceLines(evidence: StoredEvidence): string {
  if (typeof evidence === 'string') return evidence
  const quotes = evidence.quotes.filter(({ text }) => !isBlank(text)).map(quoteLine)
  return [...quotes, isBlank(evidence.text) ? '' : evidence.text.trim()].filter(Boolean).join('\n\n')
}

/** Whether two are the same. A row of the earlier format is the same as what its text would be stored as today. */
export const sameEvidence = (a: StoredEvidence | null, b: StoredEvidence | null): boolean =>
  a !== null && b !== null && (typeof a === 'string' || typeof b === 'string')
    ? evidenceLines(a) === evidenceLines(b)
    : canonical(a) === canonical(b)
