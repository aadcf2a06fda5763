import * as z from 'zod/mini'
import { Id } from '~/domain/shared/fields'

/** Merging the two candidates that the address names: which of them is kept. */
export const MergeForm = z.object({ intent: z.literal('merge'), keepId: Id })

/** Taking a merge back. */
export const UnmergeForm = z.object({ intent: z.literal('unmerge'), candidateId: Id })

/** Two candidates with one address who are not the same person. */
export const KeepApartForm = z.object({ intent: z.literal('keep-apart'), firstId: Id, secondId: Id })

/** Taking that back, so that the two are listed as possible duplicates again. */
export const ListAgainForm = z.object({ intent: z.literal('list-again'), pairId: Id })

/** The forms of the list of duplicates. */
export const DuplicatesForm = z.discriminatedUnion('intent', [UnmergeForm, KeepApartForm, ListAgainForm])

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
