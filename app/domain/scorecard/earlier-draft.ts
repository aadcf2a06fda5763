import { notStarted } from './interview-run'

/**
 * A draft that an earlier version of the page saved, in the shape of today: on devices, in the database, and in windows
 * that were open during an upgrade. Evidence was `quotes` with the note's hour and minute, and `more` beside them. What
 * has today's shape, or is no draft at all, is given back as it is.
 */
export function currentDraft(content: unknown): unknown {
  if (!isRecord(content) || !isRecord(content.ratings)) return content
  const ratings = Object.entries(content.ratings)
  if (!ratings.some(([, rating]) => isEarlier(rating))) return content
  return {
    ...content,
    ratings: Object.fromEntries(ratings.map(([id, rating]) => [id, isEarlier(rating) ? current(rating) : rating])),
  }
}

/**
 * A draft that a device kept before interviews had a clock: what has been added since is empty. A draft that the server
 * reads gets the same from its schema.
 */
export function completeDraft(content: unknown): unknown {
  if (!isRecord(content)) return content
  const notes = Array.isArray(content.notes)
    ? content.notes.map((note: unknown) => (isRecord(note) ? { into: '', speaker: '', ...note } : note))
    : content.notes
  return { run: notStarted(), slips: {}, ...content, notes }
}

type Known = Record<string, unknown>
const isRecord = (value: unknown): value is Known =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEarlier = (rating: unknown): rating is Known =>
  isRecord(rating) && rating.evidence === undefined && (rating.quotes !== undefined || rating.more !== undefined)

function current({ quotes, more, ...rating }: Known): Known {
  const rows = Array.isArray(quotes) ? (quotes as unknown[]).map(quote) : quotes
  return { ...rating, evidence: { ...(more === undefined ? {} : { text: more }), quotes: rows ?? [] } }
}

function quote(row: unknown): unknown {
  if (!isRecord(row)) return row
  const { at, ...words } = row
  return { ...words, clock: at ?? '' }
}
