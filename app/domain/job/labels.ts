import type { NeedProfile, Seniority } from '~/domain/kit/schema'
import type { JobState } from './opening'

export const seniorityLabels: Record<Seniority, string> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' }

export const needProfileLabels: Record<NeedProfile, string> = {
  'research-heavy': 'Research-heavy',
  balanced: 'Balanced',
  'production-heavy': 'Production-heavy',
}

export const jobStateLabels: Record<JobState, string> = { draft: 'draft', open: 'open', closed: 'closed' }
