import type { LevelNumber } from '~/domain/scorecard/levels'

/**
 * What interviewers of one kit write in the example organisation. Fragments name things in `{braces}`; the story of the
 * interview fills them, so that two people who sat in the same hour write about the same case. `{Name}` begins with a
 * capital letter. Fragments of a level hold what that level's anchor asks for at the seniority of the example's job.
 */
export type Story = Readonly<Record<string, string>> & { readonly prompt?: string }

export type CriterionNotes = {
  /** Before the level shows. */
  opens: readonly string[]
  levels: Readonly<Record<LevelNumber, readonly string[]>>
  /** What else was seen; true at any level. */
  tails: readonly string[]
  /** For the recommendation: what speaks for and against. They follow on from nothing and begin with a verb. */
  plus: readonly string[]
  minus: readonly string[]
}

export type FlagNotes = { flag: string; interview: string; evidence: string; probe: string }

export type Notebook = {
  /** Past work that a candidate tells of; it stays theirs in every interview. */
  projects: readonly Story[]
  /** Cases by interview. One whose `prompt` is in use goes before the others. */
  cases: Readonly<Record<string, readonly Story[]>>
  criteria: Readonly<Record<string, CriterionNotes>>
  flags: readonly FlagNotes[]
}
