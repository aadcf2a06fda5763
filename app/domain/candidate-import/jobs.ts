import { foldForSearch } from '~/domain/shared/fold-for-search'

/** A job into which candidates can be imported. */
export type OpenJob = { id: number; name: string }

/** What becomes of lines that name a job which is no open one: a chosen job, no application, or the line is left out. */
export type JobChoice = number | 'none' | 'leave-out'

/** A name of a job for comparing: without case, accents and repeated spaces. */
export const jobKey = (name: string): string =>
  foldForSearch(name)
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim()

export type JobMatcher = (cell: string) => { name: string; choice: JobChoice | undefined }[]

/**
 * Finds the open jobs that a cell names, as a whole or one after the other ("ML Engineer, Research Scientist"). What was
 * chosen for a name wins; a name of two open jobs or of none has no choice until one is made.
 */
export function jobMatcher(jobs: readonly OpenJob[], chosen: ReadonlyMap<string, JobChoice>): JobMatcher {
  const byName = new Map<string, number | null>()
  for (const { id, name } of jobs) {
    const key = jobKey(name)
    byName.set(key, byName.has(key) ? null : id)
  }
  const choiceOf = (name: string): JobChoice | undefined =>
    chosen.get(jobKey(name)) ?? byName.get(jobKey(name)) ?? undefined
  return (cell) => {
    const whole = cell.trim()
    if (whole === '') return []
    const parts = whole
      .split(/[;,|\r\n]+/u)
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const several = parts.length > 1 && choiceOf(whole) === undefined && parts.every((part) => byName.has(jobKey(part)))
    return (several ? parts : [whole]).map((name) => ({ name, choice: choiceOf(name) }))
  }
}
