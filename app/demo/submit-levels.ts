import { randomUUID } from 'node:crypto'
import type { Viewer } from '~/domain/policy/policy'
import type { LevelNumber, Recommendation } from '~/domain/scorecard/levels'
import type { SubmittedFinding } from '~/domain/scorecard/submission'
import { submitScorecard, withdrawScorecard } from '~/services/scorecard/submit-scorecard.server'

type Judged = {
  base?: number
  recommendation?: Recommendation
  findings?: SubmittedFinding[]
  evidence?: (criterion: string, level: LevelNumber) => string
}

/** Submits (or, on version `base`, amends) a scorecard with these levels; null is "not assessed". */
export async function submitLevels(
  viewer: Viewer,
  scorecardId: number,
  levels: Readonly<Record<string, LevelNumber | null>>,
  { base = 0, recommendation = 'yes', findings = [], evidence = spoken }: Judged = {},
): Promise<void> {
  const written = await submitScorecard(viewer, {
    scorecardId,
    writeKey: randomUUID(),
    base,
    submission: {
      ratings: Object.entries(levels).map(([criterion, level]) => ({
        criterion,
        level,
        evidence: level === null ? null : { text: '', quotes: [{ text: evidence(criterion, level) }] },
      })),
      findings,
      recommendation,
      reason: 'What I saw in the hour, weighed against the anchors.',
      notes: null,
      change: base > 0 ? 'A quotation was not theirs.' : null,
    },
  })
  if (!written.ok) throw new Error(`scorecard ${scorecardId}: ${written.error.code}`)
}

export async function withdraw(viewer: Viewer, scorecardId: number, base: number): Promise<void> {
  const reason = 'I mixed up two candidates of the same day.'
  const written = await withdrawScorecard(viewer, { scorecardId, writeKey: randomUUID(), base, reason })
  if (!written.ok) throw new Error(`scorecard ${scorecardId}: ${written.error.code}`)
}

const spoken = (criterion: string, level: LevelNumber) => `“This is what earned ${level} on ${criterion}.”`
