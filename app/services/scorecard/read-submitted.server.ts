import { criterionOf } from '~/domain/kit/entry'
import type { Viewer } from '~/domain/policy/policy'
import { may } from '~/domain/policy/policy'
import { differenceBudget, differences, type DifferenceBudget } from '~/domain/scorecard/differences'
import { evidenceLines, readEvidence } from '~/domain/scorecard/evidence'
import { scorecardStatus } from '~/domain/scorecard/status'
import { countedVersion } from '~/domain/scorecard/versions'
import { slipsOf, slipWords } from '~/domain/scorecard/slips'
import type {
  ChangeView,
  ErasableEvidence,
  RatingView,
  SubmittedScorecard,
  VersionLine,
  ErasableText,
} from '~/domain/scorecard/view'
import { recommendationLabels, type LevelNumber } from '~/domain/scorecard/levels'
import { mustExist } from '~/domain/shared/must-exist'
import { day, dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { describeCriterion } from '~/services/kit/describe-kit.server'
import { kitRequirements, type KitRequirements } from './kit-requirements.server'
import { applicationOf, type ScorecardPlace } from './find-scorecard.server'
import type { StoredVersion } from './versions.server'

const wordsOf = (text: { body: string | null } | null | undefined): ErasableText =>
  !text ? null : text.body === null ? { erased: true } : { erased: false, text: text.body }

type EvidenceRow = { format: string; body: string | null } | null | undefined

const evidenceOf = (row: EvidenceRow): ErasableEvidence =>
  !row
    ? null
    : row.body === null
      ? { erased: true }
      : { erased: false, evidence: readEvidence({ format: row.format, body: row.body }) }

/**
 * A submitted scorecard as it is read: the latest version that rates, how it came about, and what amendments changed.
 */
export async function readSubmitted(
  viewer: Viewer,
  { card, own, blind }: { card: ScorecardPlace; own: boolean; blind: boolean },
  versions: readonly StoredVersion[],
): Promise<SubmittedScorecard> {
  const requirements = await kitRequirements(db(), viewer.organisationId, card)
  const { candidate, job, id: applicationId } = applicationOf(card)
  const shown = mustExist(
    versions.findLast(({ kind }) => kind !== 'withdrawal'),
    'version with ratings',
  )
  const last = mustExist(versions.at(-1), 'last version')
  const counted = countedVersion({ shadow: card.shadow, versions })
  const line = (version: StoredVersion): VersionLine => ({
    number: version.number,
    kind: version.kind,
    at: dayAndTime(version.submittedAt, viewer.timeZone),
    reason: wordsOf(version.reasonText),
    counting: blind
      ? null
      : { blind: version.blind, counts: version.number === counted?.number, counted: counted?.number ?? null },
  })
  const rating = versions.filter(({ kind }) => kind !== 'withdrawal')
  const names = await candidateNames(viewer)
  const { startsAt, minutes } = card.interview
  const budget = differenceBudget()
  return {
    scorecardId: card.id,
    own,
    applicationId: may(viewer, 'read-application', job) ? applicationId : null,
    interview: card.interview.kitInterview.name,
    author: card.user.name ?? 'A former colleague',
    candidate: names.label(candidate, job),
    job: job.name,
    seniority: job.seniority,
    kit: `${requirements.kit.name} ${requirements.kit.version}`,
    held: startsAt && dayAndTime(startsAt, viewer.timeZone),
    minutes,
    afterEnd: afterEnd(startsAt, minutes, mustExist(versions[0], 'first version').submittedAt),
    shadow: card.shadow,
    status: scorecardStatus({ lastKind: last.kind, hasDraft: false }),
    last: line(last),
    erasedOn: candidate.erasedAt && day(candidate.erasedAt, viewer.timeZone),
    ratings: ratingsOf(requirements, shown, job.seniority),
    recommendation: shown.recommendation ? recommendationLabels[shown.recommendation] : '',
    reason: wordsOf(shown.recommendationText),
    findings: shown.flagFindings.map(({ kitRedFlag, severity, evidenceText, probeText }) => ({
      id: kitRedFlag.key,
      name: flagName(requirements, kitRedFlag.key),
      severity,
      evidence: wordsOf(evidenceText),
      probe: wordsOf(probeText),
    })),
    flagsAsked: requirements.flags.length,
    notes: own ? evidenceOf(shown.notesText) : null,
    changes: rating.slice(1).map((version, index) => {
      const before = mustExist(rating[index], 'version before')
      return { from: line(before), to: line(version), parts: changedParts(requirements, before, version, budget) }
    }),
    withdrawn: last.kind === 'withdrawal',
    colleagues: own && !blind ? await colleaguesOf(viewer, applicationId) : [],
  }
}

function ratingsOf(
  requirements: KitRequirements,
  version: StoredVersion,
  seniority: 'mid' | 'senior' | 'staff',
): RatingView[] {
  return requirements.criteria.map((id) => {
    const criterion = describeCriterion(criterionOf(requirements.kit, id), seniority)
    const found = version.ratings.find(({ kitCriterion }) => kitCriterion.key === id)
    const level = (found?.level ?? null) as LevelNumber | null
    return {
      id,
      name: criterion.name,
      mustHave: criterion.mustHave,
      bySeniority: criterion.bySeniority,
      level,
      evidence: evidenceOf(found?.evidenceText),
      anchor: criterion.anchors.find((anchor) => anchor.level === level) ?? null,
      slips: found ? slipsOf(found) : [],
    }
  })
}

const flagName = (requirements: KitRequirements, id: string) =>
  requirements.kit.red_flags.find((flag) => flag.id === id)?.name ?? id

/** When the first version came, as people say it; nothing where the interview had no time. */
function afterEnd(startsAt: Date | null, minutes: number, submittedAt: Date): string | null {
  if (!startsAt) return null
  const late = Math.round((submittedAt.getTime() - startsAt.getTime()) / 60_000) - minutes
  if (late < 0) return 'Submitted before the planned end'
  if (late < 120) return `Submitted ${late}\u00a0min after the interview`
  const hours = Math.round(late / 60)
  return hours < 48
    ? `Submitted ${hours}\u00a0h after the interview`
    : `Submitted ${Math.round(hours / 24)} days after the interview`
}

const linesOf = (row: EvidenceRow): string =>
  row && row.body !== null ? evidenceLines(readEvidence({ format: row.format, body: row.body })) : ''

/** Every text of a version by what it is called, in the order of the page. Erased words compare as nothing. */
function textsOf(requirements: KitRequirements, version: StoredVersion): Map<string, string> {
  const texts = new Map<string, string>()
  for (const id of requirements.criteria) {
    const name = criterionOf(requirements.kit, id).name
    const found = version.ratings.find(({ kitCriterion }) => kitCriterion.key === id)
    texts.set(`${name}, level`, found?.level ? String(found.level) : 'not assessed')
    texts.set(`${name}, interviewer’s slips`, found ? slipWords(slipsOf(found)) : '')
    texts.set(`${name}, evidence`, linesOf(found?.evidenceText))
  }
  for (const { kitRedFlag, evidenceText, probeText } of version.flagFindings) {
    const name = flagName(requirements, kitRedFlag.key)
    texts.set(`${name}, evidence`, evidenceText.body ?? '')
    texts.set(`${name}, answer to the probe`, probeText?.body ?? '')
  }
  texts.set('Recommendation', version.recommendation ? recommendationLabels[version.recommendation] : '')
  texts.set('Reason', version.recommendationText?.body ?? '')
  return texts
}

function changedParts(
  requirements: KitRequirements,
  before: StoredVersion,
  after: StoredVersion,
  budget: DifferenceBudget,
): ChangeView['parts'] {
  const [old, young] = [textsOf(requirements, before), textsOf(requirements, after)]
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((label) => {
    const [was, is] = [old.get(label) ?? '', young.get(label) ?? '']
    if (was === is) return []
    const pieces = differences(was, is, budget)
    return [
      {
        label,
        before: pieces.filter((piece) => piece.is !== 'added'),
        after: pieces.filter((piece) => piece.is !== 'removed'),
      },
    ]
  })
}

/** What colleagues submitted for the application, for somebody who is not blind there. */
async function colleaguesOf(
  { organisationId, userId }: Viewer,
  applicationId: number,
): Promise<SubmittedScorecard['colleagues']> {
  const cards = await db().scorecard.findMany({
    where: {
      organisationId,
      userId: { not: userId },
      interview: { loop: { applicationId } },
      scorecardVersions: { some: {} },
    },
    select: {
      id: true,
      user: { select: { name: true } },
      interview: { select: { kitInterview: { select: { name: true } } } },
    },
    orderBy: [{ interview: { position: 'asc' } }, { id: 'asc' }],
  })
  return cards.map(({ id, user, interview }) => ({
    id,
    author: user.name ?? 'A former colleague',
    interview: interview.kitInterview.name,
  }))
}
