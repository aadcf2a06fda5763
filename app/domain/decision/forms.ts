import * as z from 'zod/mini'
import { Id, required, WriteKey } from '../shared/fields'
import { voteChoices } from './voting'

const Choice = z.enum(voteChoices, 'Choose hire, no hire or more evidence needed.')
/** A hidden field that is empty for the first decision. */
const OptionalId = z.pipe(
  z.transform((value: unknown) => (value === '' || value === undefined ? null : value)),
  z.nullable(Id),
)

const UNKNOWN_ROUND = 'The form is incomplete. Load the page again.'
/**
 * A hidden field: the round that the page showed when the form was made. Another one now is a conflict, not an error.
 */
const RoundField = z.pipe(
  z.pipe(
    z.union([z.string(), z.number()], UNKNOWN_ROUND),
    z.transform((value) => Number(value)),
  ),
  z.literal([1, 2], UNKNOWN_ROUND),
)

export const VoteForm = z.object({
  intent: z.literal('vote'),
  writeKey: WriteKey,
  /** The round this ballot is for. */
  round: RoundField,
  choice: Choice,
  reason: required('Write your reasons; the other voters see them once the votes are revealed.', 10_000),
})

export const RecusalForm = z.object({
  intent: z.literal('recuse'),
  writeKey: WriteKey,
  reason: required('Say why; a recusal is part of the record.', 2_000),
})

export const ResolutionForm = z.object({
  intent: z.literal('resolve'),
  finding: Id,
  /** The last round whose votes the page showed. */
  opened: RoundField,
  upheld: z.pipe(
    z.enum(['met', 'not-met'], 'Choose whether the rule for recording is met.'),
    z.transform((value) => value === 'met'),
  ),
  reason: required('Say which answer or exhibit decides it.', 10_000),
})

export const DecisionForm = z.object({
  intent: z.literal('decide'),
  writeKey: WriteKey,
  outcome: Choice,
  supersedes: OptionalId,
  /** The last round whose votes the page showed. */
  opened: RoundField,
  reason: required('Write the reasons, so that the decision can be understood in two years.', 20_000),
})

export const OverrideForm = z.object({
  intent: z.literal('override'),
  writeKey: WriteKey,
  outcome: Choice,
  supersedes: OptionalId,
  /** The last round whose votes the page showed. */
  opened: RoundField,
  reason: required('Write the reasons for this outcome.', 20_000),
  overrideReason: required('Say why the committee’s rule is overridden; it becomes part of the record.', 10_000),
})

export const DissentForm = z.object({
  intent: z.literal('dissent'),
  decision: Id,
  words: required('Write your dissent in your own words.', 10_000),
})

/** Every form of the packet page; `intent` says which. */
export const PacketForm = z.discriminatedUnion(
  'intent',
  [VoteForm, RecusalForm, ResolutionForm, DecisionForm, OverrideForm, DissentForm],
  'The form could not be read; load the page again.',
)

export type VoteForm = z.output<typeof VoteForm>
export type RecusalForm = z.output<typeof RecusalForm>
export type ResolutionForm = z.output<typeof ResolutionForm>
export type DecisionForm = z.output<typeof DecisionForm>
export type OverrideForm = z.output<typeof OverrideForm>
export type DissentForm = z.output<typeof DissentForm>
