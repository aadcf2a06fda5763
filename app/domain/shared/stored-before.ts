/** One text of a form as an earlier sending stored it; null when it was erased since. */
export type StoredField = { label: string; text: string | null }

/** What an earlier sending of the same form stored, to be shown beside what was just sent. */
export type StoredBefore = { at: string; fields: StoredField[] }

/** The same act was acknowledged before with other content; nothing of the new content was stored. */
export type ContentConflict = { code: 'CONTENT_CONFLICT'; message: string; stored: StoredBefore }
