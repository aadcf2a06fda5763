import type { Prisma } from '~/generated/prisma/client.ts'

/** Scorecards that still have to be submitted: `isOwed` of the domain, as a condition for queries. */
export const OWED = { releasedAt: null, scorecardVersions: { none: {} } } satisfies Prisma.ScorecardWhereInput
