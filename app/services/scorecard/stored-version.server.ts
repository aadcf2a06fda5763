import { levelOf, type LevelChoice } from '~/domain/scorecard/levels'
import { slipsOf } from '~/domain/scorecard/slips'
import type { VersionContent } from '~/domain/scorecard/same-submission'
import { storedEvidence, type StoredEvidence } from '~/domain/scorecard/evidence'
import type { Tx } from '~/platform/db.server'
import { versionWithAll, type StoredVersion } from './versions.server'

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
    select: versionWithAll,
  })
  return row && contentOf(row)
}

function contentOf(row: StoredVersion): StoredVersionContent {
  let erased = false
  const read = (stored: { body: string | null } | null): string | null => {
    if (stored && stored.body === null) erased = true
    return stored?.body ?? null
  }
  const readEvidence = (stored: { format: string; body: string | null } | null): StoredEvidence | null => {
    const body = read(stored)
    return stored && body !== null ? storedEvidence({ format: stored.format, body }) : null
  }
  const content: VersionContent = {
    kind: row.kind,
    recommendation: row.recommendation,
    reason: read(row.recommendationText),
    change: read(row.reasonText),
    notes: readEvidence(row.notesText),
    ratings: row.ratings.map(({ level, kitCriterion, evidenceText, ...columns }) => ({
      criterion: kitCriterion.key,
      level: levelOf(level === null ? 'na' : (String(level) as LevelChoice)),
      evidence: readEvidence(evidenceText),
      slips: slipsOf(columns),
    })),
    findings: row.flagFindings.map(({ kitRedFlag, evidenceText, probeText }) => ({
      flag: kitRedFlag.key,
      evidence: read(evidenceText) ?? '',
      probe: read(probeText) ?? '',
    })),
  }
  return { number: row.number, submittedAt: row.submittedAt, erased, content }
}
