import type { RetirementCause } from './causes'
import type { DifficultyView } from './difficulty'

/** A prompt's retirement, as pages say it. `when` is a day in the viewer's zone. */
export type RetiredView = { when: string; by: string; cause: RetirementCause; reason: string }

/** The prompts that an interview can use, for the form that chooses them. */
export type PromptChoice = {
  /** How many the interview asks for. */
  pick: number
  /** The ids that it uses now, in order. */
  current: string[]
  /** What is suggested: none where no prompt is left that the candidate does not know. */
  suggested: string[]
  options: PromptOption[]
}

export type PromptOption = {
  id: string
  name: string
  /** Candidates who saw it, and candidates who will in an interview that is planned. */
  candidates: number
  planned: number
  /** Day of the last use; null: never used. */
  lastUse: string | null
  retired: boolean
  /** The candidate saw it in another interview that the viewer may know of. */
  seen: boolean
  /** Another interview of the same loop uses it. */
  elsewhere: boolean
}

/** One prompt on its own page. `use`: for those who may retire it. */
export type PromptUseView = {
  retired: (RetiredView & { id: number }) | null
  use: {
    candidates: number
    planned: number
    lastUse: string | null
    limit: number
    /** May the viewer read the page about all prompts of the kit? */
    mayReadAll: boolean
  } | null
}

/** A prompt in the table of its kit. */
export type PromptUseLine = {
  id: string
  name: string
  candidates: number
  planned: number
  lastUse: string | null
  /** Candidates who saw it first in each of the page's months. */
  byMonth: number[]
  retired: RetiredView | null
  /** Seen by as many candidates as the limit says, and not retired. */
  overLimit: boolean
}

export type RotationView = {
  kit: { id: string; name: string }
  limit: number
  mayRetire: boolean
  /** "2026-11", the oldest first. */
  months: string[]
  kinds: { kind: string; title: string; prompts: PromptUseLine[] }[]
  /** Closed to whoever is blind anywhere; null where no run has it. */
  difficulty: DifficultyView | 'closed' | null
}
