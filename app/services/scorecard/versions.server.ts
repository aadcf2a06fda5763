import type { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'

const text = { select: { format: true, body: true } } as const

export const versionWithAll = {
  number: true,
  kind: true,
  blind: true,
  recommendation: true,
  submittedAt: true,
  recommendationText: text,
  reasonText: text,
  notesText: text,
  ratings: {
    select: {
      level: true,
      askedEarly: true,
      hintGiven: true,
      notReached: true,
      kitCriterion: { select: { key: true } },
      evidenceText: text,
    },
  },
  flagFindings: {
    select: { severity: true, kitRedFlag: { select: { key: true } }, evidenceText: text, probeText: text },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.ScorecardVersionSelect

export type StoredVersion = Prisma.ScorecardVersionGetPayload<{ select: typeof versionWithAll }>

/** Every version of one scorecard with its words, the first one first. */
export const versionsOf = (reader: Tx, organisationId: number, scorecardId: number): Promise<StoredVersion[]> =>
  reader.scorecardVersion.findMany({
    where: { organisationId, scorecardId },
    select: versionWithAll,
    orderBy: { number: 'asc' },
  })
