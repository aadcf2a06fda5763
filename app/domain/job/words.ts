import type { NeedProfile, Seniority } from '~/domain/kit/schema'
import type { JobState } from './opening'

export const seniorityWords: Record<Seniority, string> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' }

export const needProfileWords: Record<NeedProfile, string> = {
  'research-heavy': 'Research-heavy',
  balanced: 'Balanced',
  'production-heavy': 'Production-heavy',
}

export const jobStateWords: Record<JobState, string> = { draft: 'draft', open: 'open', closed: 'closed' }
