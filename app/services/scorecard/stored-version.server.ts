import { levelOf, type LevelChoice } from '~/domain/scorecard/words'
import type { VersionContent } from '~/domain/scorecard/same-submission'
import type { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'

const text = { select: { body: true } } as const

const columns = {
  number: true,
  kind: true,
  recommendation: true,
  submittedAt: true,
  recommendationText: text,
  reasonText: text,
  notesText: text,
  ratings: { select: { level: true, kitCriterion: { select: { key: true } }, evidenceText: text } },
  flagFindings: { select: { kitRedFlag: { select: { key: true } }, evidenceText: text, probeText: text } },
} as const satisfies Prisma.ScorecardVersionSelect

type Row = Prisma.ScorecardVersionGetPayload<{ select: typeof columns }>
export type StoredVersionContent = {
  number: number
  submittedAt: Date
  /** Some of its text was erased: it can no longer be said to be the same as anything. */
  erased: boolean
  content: VersionContent
}

type Which = { number: number } | { writeKey: string }

/** One version of a scorecard as the rows hold it, by its number or by the key of the form that wrote it. */
export async function storedVersion(
  reader: Tx,
  organisationId: number,
  scorecardId: number,
  which: Which,
): Promise<StoredVersionContent | null> {
  const row = await reader.scorecardVersion.findFirst({
    where: { organisationId, scorecardId, ...which },
    select: columns,
  })
  return row && contentOf(row)
}

function contentOf(row: Row): StoredVersionContent {
  let erased = false
  const read = (stored: { body: string | null } | null): string | null => {
    if (stored && stored.body === null) erased = true
    return stored?.body ?? null
  }
  const content: VersionContent = {
    kind: row.kind,
    recommendation: row.recommendation,
    reason: read(row.recommendationText),
    change: read(row.reasonText),
    notes: read(row.notesText),
    ratings: row.ratings.map(({ level, kitCriterion, evidenceText }) => ({
      criterion: kitCriterion.key,
      level: levelOf(level === null ? 'na' : (String(level) as LevelChoice)),
      evidence: read(evidenceText),
    })),
    findings: row.flagFindings.map(({ kitRedFlag, evidenceText, probeText }) => ({
      flag: kitRedFlag.key,
      evidence: read(evidenceText) ?? '',
      probe: read(probeText) ?? '',
    })),
  }
  return { number: row.number, submittedAt: row.submittedAt, erased, content }
}
