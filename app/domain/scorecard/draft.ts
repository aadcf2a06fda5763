import * as z from 'zod/mini'
import { atMost, gte, lte, maxLength, regex } from '~/domain/shared/checks'
import type { ScorecardDraft as Draft } from './draft-shape'
import { currentDraft } from './earlier-draft'
import { SPEAKERS } from './evidence'
import { LEVEL_CHOICES, RECOMMENDATIONS } from './levels'
import { MOST_SECONDS, MOST_STEPS, notStarted } from './interview-run'
import { SLIP_KINDS } from './slips'

const LONGEST = 20_000
const words = (max = LONGEST) => z._default(z.string('Write text here.').check(atMost(max)), '')
const UNREADABLE = 'This part of the scorecard could not be read.'
const shape = <S extends z.core.$ZodLooseShape>(fields: S) => z.object(fields, UNREADABLE)
const key = z.string('This is not a name in the kit.').check(maxLength(200, 'This is not a name in the kit.'))
/** Hour and minute as the interviewer's clock showed them, or nothing. */
const clock = z._default(
  z.string('Write the time like 14:05.').check(regex(/^(\d\d:\d\d)?$/, 'Write the time like 14:05.')),
  '',
)
const few = <T extends z.core.SomeType>(item: T, most: number) =>
  z._default(z.array(item, 'This is not a list.').check(maxLength(most, `Keep at most ${most}.`)), [])

const speaker = z._default(z.enum(['', ...SPEAKERS], 'Choose who said it, or leave it open.'), '')
/** A moment as the device's clock gave it, or nothing. */
const moment = z._default(
  z
    .string('Write the moment as an ISO time.')
    .check(regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?$/, 'Write the moment as an ISO time.')),
  '',
)
const upTo = (most: number, what: string) => z._default(z.int(what).check(gte(0, what), lte(most, what)), 0)

const quote = shape({
  // Saved while it is typed; a submission says what is wrong with it.
  at: words(20),
  clock,
  speaker,
  text: words(),
})
const note = shape({ at: clock, into: words(20), speaker, text: words(), to: z._default(key, '') })
const run = shape({
  startedAt: moment,
  pausedAt: moment,
  pausedFor: upTo(MOST_SECONDS, 'Write the seconds of all pauses.'),
  step: upTo(MOST_STEPS, 'Write the number of a step of the guide.'),
})
const rating = shape({
  choice: z._default(z.enum(['', ...LEVEL_CHOICES], 'Choose a level from 1 to 4, or not assessed.'), ''),
  evidence: z._default(shape({ text: words(), quotes: few(quote, 200) }), () => ({ text: '', quotes: [] })),
})
const finding = shape({
  found: z._default(z.boolean('Say whether it was found.'), false),
  evidence: words(),
  probe: words(),
})

const draft = shape({
  ratings: z._default(z.record(key, rating, UNREADABLE), {}),
  flags: z._default(z.record(key, finding, UNREADABLE), {}),
  recommendation: z._default(z.enum(['', ...RECOMMENDATIONS], 'Choose one of the four.'), ''),
  reason: words(),
  notes: few(note, 500),
  probes: few(key, 500),
  told: z._default(z.record(key, clock, UNREADABLE), {}),
  run: z._default(run, notStarted),
  slips: z._default(
    z.record(key, few(z.enum(SLIP_KINDS, 'Choose one of the slips.'), SLIP_KINDS.length), UNREADABLE),
    {},
  ),
  /** Why it is amended; unused before the first submission. */
  change: words(2_000),
})

/**
 * A scorecard while it is being written. Lenient: everything may be missing, nothing may be outside its type or beyond
 * its length. Any character is kept (as JSON, which escapes what PostgreSQL cannot hold), so that a pasted one never
 * stops the saving; `submission.ts` refuses what may not be stored. The text of the evidence says why where a criterion
 * was not assessed. `to` of a note is the criterion it was quoted for; `probes` and `told` tick what was asked and told,
 * with the time. A draft in the shape of an earlier page is read as one of today.
 */
export const ScorecardDraft = z.pipe(
  z.transform((content: z.input<typeof draft>) => currentDraft(content) as z.input<typeof draft>),
  draft,
)

export type ScorecardDraft = Draft

const counter = z
  .int('The draft could not be matched to this scorecard. Load the page again.')
  .check(
    gte(0, 'The draft could not be matched to this scorecard. Load the page again.'),
    lte(2_000_000_000, 'The draft could not be matched to this scorecard. Load the page again.'),
  )

/** What a save carries: the version it builds on and the revision it began from, each 0 before the first. */
export const DraftSave = shape({ base: counter, revision: counter, content: ScorecardDraft })
export const VersionNumber = counter
