import * as z from 'zod/mini'

const Seniority = z.catch(z.enum(['mid', 'senior', 'staff']), 'senior')

export const interviewPreviews = ['guide', 'scorecard', 'first-time', 'candidate'] as const
export type InterviewPreview = (typeof interviewPreviews)[number]
export const promptPreviews = ['candidate', 'interviewer'] as const
export type PromptPreview = (typeof promptPreviews)[number]

/** As whom a draft is previewed, and at which seniority; an invalid value falls back to the first and to senior. */
export const InterviewPreviewSearch = z.object({
  as: z.catch(z.enum(interviewPreviews), 'guide'),
  seniority: Seniority,
})
export const PromptPreviewSearch = z.object({ as: z.catch(z.enum(promptPreviews), 'candidate'), seniority: Seniority })
