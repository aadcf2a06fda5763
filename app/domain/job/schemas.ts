import * as z from 'zod/mini'
import { gte, lte, refine, regex } from '~/domain/shared/checks'
import { Id, listOf, requiredLine, WriteKey } from '~/domain/shared/fields'

const list = (schema: typeof Id, missing: string) => z.pipe(z.transform(listOf), z.array(schema, missing))

/** Numbers typed by a person: a comma counts as a point, blank is missing rather than zero. */
const typed = z.transform((value: unknown) =>
  typeof value === 'string' ? (value.trim() === '' ? undefined : Number(value.trim().replace(',', '.'))) : value,
)
const number = (missing: string, low: number, high: number, range: string) =>
  z.pipe(typed, z.number(missing).check(gte(low, range), lte(high, range)))
const whole = (missing: string, low: number, high: number, range: string) =>
  z.pipe(typed, z.int(missing).check(gte(low, range), lte(high, range)))

const checkbox = z.pipe(
  z.transform((value: unknown) => value === 'on' || value === 'true' || value === true),
  z.boolean(),
)

/** What may change while the job is open. */
const open = {
  name: requiredLine('Give the job title, as candidates will see it.', 120),
  needProfile: z.enum(['research-heavy', 'balanced', 'production-heavy'], 'Choose a need profile.'),
  maturity: whole('Choose a level from 1 to 5.', 1, 5, 'Choose a level from 1 to 5.'),
  bar: number('Give the bar as a number such as 3.0.', 1, 4, 'The bar must be between 1 and 4.'),
  hireProbability: number('Give a probability such as 0.75.', 0.05, 0.99, 'Give a probability between 0.05 and 0.99.'),
  committee: list(Id, 'Choose voters from the list.'),
  quorum: whole('Give the number of votes of the quorum.', 1, 50, 'At least one vote, at most fifty.'),
  namesHidden: checkbox,
  confidential: checkbox,
}

const quorumFits = refine<{ quorum: number; committee: number[] }>(
  ({ quorum, committee }) => committee.length === 0 || quorum <= new Set(committee).size,
  'The quorum is larger than the committee.',
  ['quorum'],
)

export const NewJob = z
  .object({
    role: requiredLine('Choose a role.', 60),
    seniority: z.enum(['mid', 'senior', 'staff'], 'Choose a seniority.'),
    writeKey: WriteKey,
    ...open,
  })
  .check(quorumFits)

export const JobChange = z.object({ revision: Id, ...open }).check(quorumFits)

export type NewJob = z.infer<typeof NewJob>
export type JobChange = z.infer<typeof JobChange>

/** Why each maturity level reads as it does, after the stages a team of the kind goes through. */
export const maturityDescriptions: Record<1 | 2 | 3 | 4 | 5, string> = {
  1: 'first models by hand, nothing in use yet',
  2: 'one or two models in use, each kept by the person who made it',
  3: 'several models in use, kept by one team, little shared tooling',
  4: 'many models on shared tooling, several teams',
  5: 'models at the centre of the product, with a platform of their own',
}

/** Chance asked for before hiring, for how many times worse a wrong hire is than a missed one: c / (c + 1). */
export const hireProbabilities = [0.5, 0.67, 0.75, 0.8, 0.9] as const

/** How many times as costly as a missed hire a wrong one is held to be, at this chance. */
export const costRatio = (hireProbability: number): number => hireProbability / (1 - hireProbability)

/** `seen`: the need profile that the page showed. */
export const SetNeedProfile = z.object({ needProfile: open.needProfile, seen: open.needProfile })
export type SetNeedProfile = z.infer<typeof SetNeedProfile>

/** The kit version that was looked at, by its hash. */
export const MoveJob = z.object({
  hash: z.string('Load the page again.').check(regex(/^[0-9a-f]{64}$/, 'Load the page again.')),
  writeKey: WriteKey,
})
export type MoveJob = z.infer<typeof MoveJob>

/** The page of the list of jobs; one that is no number is the first. */
export const JobsSearch = z.object({
  page: z.catch(z.pipe(Id, z.int().check(lte(10_000, 'There is no such page.'))), 1),
})
