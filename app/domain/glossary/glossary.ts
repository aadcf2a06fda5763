import type { Entry } from './entry'
import { hiringTerms } from './hiring-terms'
import { scoreTerms } from './score-terms'

export type TermId = keyof typeof hiringTerms | keyof typeof scoreTerms

/** Every word that the glossary explains, by the id of its entry (and of its place on the page). */
export const glossary: Readonly<Record<TermId, Entry>> = { ...hiringTerms, ...scoreTerms }

export type ListedEntry = Entry & { id: TermId }

const listed = (terms: Partial<Record<TermId, Entry>>): ListedEntry[] =>
  Object.entries(terms)
    .map(([id, entry]) => ({ ...entry, id: id as TermId }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))

/** The glossary as its page shows it: by subject, then by name. */
export const glossarySections: readonly { id: string; title: string; entries: readonly ListedEntry[] }[] = [
  { id: 'hiring', title: 'Interviews and decisions', entries: listed(hiringTerms) },
  { id: 'scores', title: 'Scores and calibration', entries: listed(scoreTerms) },
]

/** "90 % interval" and "hiring bar": the name as it reads within a sentence. */
export const inSentence = (id: TermId): string => {
  const { name } = glossary[id]
  return name.charAt(0).toLowerCase() + name.slice(1)
}
