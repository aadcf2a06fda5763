import * as z from 'zod/mini'
import { Id } from '~/domain/shared/fields'

/** The form that merges the two candidates in the URL: which of them is kept. */
export const MergeForm = z.object({ intent: z.literal('merge'), keepId: Id })

/** The form that undoes a merge: which candidate, and into whom the page showed them merged. */
export const UnmergeForm = z.object({ intent: z.literal('unmerge'), candidateId: Id, intoId: Id })

/** The form that marks two candidates with one e-mail address as different people. */
export const MarkDistinctForm = z.object({ intent: z.literal('keep-apart'), firstId: Id, secondId: Id })

/** The form that undoes that, so that the two are listed as possible duplicates again. */
export const UnmarkDistinctForm = z.object({ intent: z.literal('list-again'), pairId: Id })

/** The forms of the list of duplicates. */
export const DuplicatesForm = z.discriminatedUnion('intent', [UnmergeForm, MarkDistinctForm, UnmarkDistinctForm])

export const MergeSearch = z.object({ with: Id })

/** One of two candidates, as whoever merges them compares them. */
export type CandidateToMerge = {
  id: number
  name: string
  email: string | null
  phone: string | null
  added: string
  applications: { id: number; job: string; confidential: boolean; since: string }[]
}
