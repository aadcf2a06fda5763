import * as z from 'zod/mini'
import { Id } from '~/domain/shared/fields'

export const ScorecardAddress = z.object({ scorecardId: Id })
export const InterviewAddress = z.object({ interviewId: Id })
/** `?amend` on a submitted scorecard opens its form again. */
export const ScorecardSearch = z.object({ amend: z.optional(z.string()) })
