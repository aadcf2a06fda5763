export type Role = 'administrator' | 'recruiter' | 'interviewer' | 'committee_member' | 'hiring_manager' | 'lead'

/** A role held for one job, or for every job that is not confidential (`jobId` null). */
export type Grant = { role: Role; jobId: number | null }

/** Who asks. Every loader and action names one. */
export type Viewer = {
  organisationId: number
  userId: number
  name: string
  timeZone: string
  grants: readonly Grant[]
}

/**
 * What each role may do. The one place where permission is written; blindness (`~/domain/scorecard/blind`) is a second
 * gate behind it to which every role yields.
 */
const PERMISSIONS = {
  administrator: [
    'use-account',
    'manage-people',
    'read-audit',
    'verify-audit',
    'read-kits',
    'edit-kits',
    'review-kits',
    'publish-kits',
    'retire-prompts',
    'read-job',
    'manage-jobs',
    'name-voters',
    'set-need-profile',
    'read-candidate',
    'manage-candidates',
    'read-application',
    'manage-applications',
    'plan-loop',
    'make-candidate-link',
    'read-scorecards',
    'send-packet',
    'read-packet',
    'override-committee',
    'lift-recusal',
    'read-calibration',
    'merge-candidates',
    'erase',
    'export-candidates',
    'export-applications',
    'export-scorecards',
    'export-decisions',
    'export-audit',
    'export-organisation',
  ],
  recruiter: [
    'use-account',
    'read-kits',
    'retire-prompts',
    'read-job',
    'manage-jobs',
    'name-voters',
    'set-need-profile',
    'read-candidate',
    'manage-candidates',
    'read-application',
    'manage-applications',
    'plan-loop',
    'make-candidate-link',
    'read-scorecards',
    'send-packet',
    'read-packet',
    'lift-recusal',
    'read-calibration',
    'export-candidates',
    'export-applications',
    'export-scorecards',
    'export-decisions',
  ],
  interviewer: ['use-account', 'read-kits', 'interview', 'make-candidate-link'],
  committee_member: [
    'use-account',
    'read-kits',
    'read-job',
    'read-application',
    'read-scorecards',
    'read-packet',
    'vote',
    'decide',
    'read-calibration',
  ],
  hiring_manager: [
    'use-account',
    'read-kits',
    'read-job',
    'set-need-profile',
    'read-application',
    'read-scorecards',
    'read-packet',
    'override-committee',
    'export-applications',
    'export-scorecards',
    'export-decisions',
  ],
  lead: ['use-account', 'read-kits', 'edit-kits', 'review-kits', 'publish-kits', 'retire-prompts'],
} as const satisfies Record<Role, readonly string[]>

export type Act = (typeof PERMISSIONS)[Role][number]

export const ROLES = Object.keys(PERMISSIONS) as Role[]

/** Acts on the kits of the organisation, which belong to no job: a role that is held for one job does not include them. */
const OF_ORGANISATION: readonly Act[] = ['edit-kits', 'review-kits', 'publish-kits']

const grants = ({ role, jobId }: Grant, act: Act): boolean =>
  (PERMISSIONS[role] as readonly Act[]).includes(act) && (jobId === null || !OF_ORGANISATION.includes(act))

/**
 * May the viewer do this for at least one job, or, for acts that concern no job, at all? Everyone signed in has an
 * account.
 */
export const mayAnywhere = (viewer: Viewer, act: Act): boolean =>
  act === 'use-account' || viewer.grants.some((grant) => grants(grant, act))

/**
 * May the viewer do this in this job? A confidential job exists only for grants that name it and for administrators:
 * a grant for all jobs does not reach it.
 */
export const may = (viewer: Pick<Viewer, 'grants'>, act: Act, job: { id: number; confidential: boolean }): boolean =>
  viewer.grants.some(
    (grant) =>
      grants(grant, act) &&
      (grant.jobId === job.id || (grant.jobId === null && (!job.confidential || grant.role === 'administrator'))),
  )

/**
 * The jobs in which the viewer may do this: by name, and whether all open ones, or confidential ones too, are included.
 */
export function jobScope(viewer: Viewer, act: Act): { all: boolean; confidential: boolean; jobIds: number[] } {
  const held = viewer.grants.filter((grant) => grants(grant, act))
  return {
    all: held.some((grant) => grant.jobId === null),
    confidential: held.some((grant) => grant.jobId === null && grant.role === 'administrator'),
    jobIds: held.flatMap((grant) => (grant.jobId === null ? [] : [grant.jobId])),
  }
}

/** Does the viewer hold this role anywhere? For navigation and the landing page only, never for permission. */
export const holdsRole = (viewer: Viewer, role: Role): boolean => viewer.grants.some((grant) => grant.role === role)
