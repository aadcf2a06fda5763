import { seniorities, type Seniority } from '~/domain/kit/schema'
import type { CriterionView, FlagView, InterviewView, PromptView } from '~/domain/kit/views'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { servedKit, servedKits } from '~/platform/rubric-store.server'
import { jobsVisible } from '~/services/scope.server'
import { describeCriterion, describeFlag, describeInterview } from './describe-kit.server'
import { describePrompt } from './describe-prompt.server'

export type KitLine = {
  id: string
  name: string
  version: string
  summary: string
  criteria: number
  interviews: number
  redFlags: number
  minutes: number
}

/** The kits that new jobs can pin, from the files as they are now. */
export const listKits = (): KitLine[] =>
  servedKits().map(({ kit }) => ({
    id: kit.id,
    name: kit.name,
    version: kit.version,
    summary: kit.summary,
    criteria: kit.criteria.length,
    interviews: kit.interviews.length,
    redFlags: kit.red_flags.length,
    minutes: kit.interviews.reduce((sum, { minutes }) => sum + minutes, 0),
  }))

export type KitPage = KitLine & {
  seniority: Seniority
  seniorities: { id: Seniority; words: string }[]
  usedBy: number | null
  profiles: [profile: string, words: string][]
  criteriaViews: CriterionView[]
  flagViews: FlagView[]
  interviewViews: InterviewView[]
  promptViews: PromptView[]
}

export async function readKit(
  viewer: Viewer,
  role: string,
  seniority: Seniority,
): Promise<Result<KitPage, { code: 'KIT_NOT_FOUND' }>> {
  const found = servedKit(role)
  const line = listKits().find(({ id }) => id === role)
  if (!found || !line) return fail({ code: 'KIT_NOT_FOUND' })
  const { kit } = found
  const usedBy = await db().job.count({ where: { ...jobsVisible(viewer, 'read-job'), role, state: 'open' } })
  return ok({
    ...line,
    seniority,
    seniorities: seniorities.map((id) => ({ id, words: kit.seniority[id] })),
    usedBy,
    profiles: Object.entries(kit.need_profiles),
    criteriaViews: kit.criteria.map((criterion) => describeCriterion(criterion, seniority)),
    flagViews: kit.red_flags.map((flag) => describeFlag(flag, seniority)),
    interviewViews: kit.interviews.map((interview) => describeInterview(kit, interview)),
    promptViews: kit.prompts.map((prompt) => describePrompt(kit, prompt, seniority)),
  })
}
