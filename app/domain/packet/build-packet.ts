import type { HiringApplicationScore, HiringRating } from '~/engine'
import type {
  PacketBody,
  PacketCriterion,
  SensitivityResult,
  PacketScore,
  PacketScorecard,
  PacketVersion,
} from './body'
import { PACKET_SCHEMA } from './body'
import { countedVersion } from '../scorecard/versions'
import { disagreements } from './disagreements'
import { sensitivityAnalysis, type Rescore } from './sensitivity'

/** What the services gather: the body without what follows from the rest of it. */
export interface PacketSource extends Omit<
  PacketBody,
  'schema' | 'score' | 'criteria' | 'scorecards' | 'disagreements' | 'flips'
> {
  criteria: Omit<PacketCriterion, 'estimate' | 'raters'>[]
  scorecards: (Omit<PacketScorecard, 'versions'> & { versions: Omit<PacketVersion, 'counts'>[] })[]
  /** Names in the fit of the criteria that are called otherwise there than `kit/criterion` (ADR 026), by id. */
  calibrationKeys?: Readonly<Record<string, string>>
  /** The calibrated score with its criteria (`kit/criterion`), or null where there is no run yet. */
  score: { basis: PacketScore['basis']; value: HiringApplicationScore } | null
  /** The ratings that count, as the fit takes them. */
  ratings: readonly HiringRating[]
  /** Weights of the criteria under each need profile, by `kit/criterion`. */
  profiles: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** The same application under other ratings, weights or bar; null where there is no run yet. */
  rescore: Rescore | null
}

/** Builds the body from plain data; the same source gives the same bytes. */
export function buildPacket(source: PacketSource): PacketBody {
  const scorecards = source.scorecards.map(markCounted)
  const estimates = new Map(source.score?.value.criteria.map((criterion) => [criterion.criterion, criterion]))
  const criteria = source.criteria.map((criterion): PacketCriterion => {
    const found = estimates.get(keyOf(source, criterion.criterion))
    return {
      ...criterion,
      estimate: found ? { score: found.score, sd: found.sd, lower: found.lower, upper: found.upper } : null,
      raters: raters(scorecards, criterion.criterion),
    }
  })
  return {
    schema: PACKET_SCHEMA,
    number: source.number,
    frozenAt: source.frozenAt,
    application: source.application,
    candidate: source.candidate,
    job: source.job,
    voters: source.voters,
    kit: source.kit,
    run: source.run,
    score: source.score && scoreOf(source.score),
    criteria,
    people: source.people,
    interviews: source.interviews,
    scorecards,
    disagreements: disagreements(scorecards),
    flips: whatIfs(source, criteria),
  }
}

function markCounted(card: PacketSource['scorecards'][number]): PacketScorecard {
  const counted = countedVersion(card)
  return { ...card, versions: card.versions.map((version) => ({ ...version, counts: version === counted })) }
}

function raters(scorecards: readonly PacketScorecard[], criterion: string): number {
  const people = scorecards.flatMap(({ person, versions }) =>
    versions.some(
      ({ counts, ratings }) =>
        counts && ratings.some((rating) => rating.criterion === criterion && rating.level !== null),
    )
      ? [person]
      : [],
  )
  return new Set(people).size
}

function scoreOf({ basis, value }: NonNullable<PacketSource['score']>): PacketScore {
  const { severity, halo, shrinkage, other } = value.steps
  return {
    basis,
    ratings: value.n,
    rawMean: value.rawMean,
    score: value.score,
    sd: value.sd,
    lower: value.lower,
    upper: value.upper,
    reliability: value.reliability,
    probabilityAboveBar: value.probabilityAboveBar,
    steps: { severity, halo, shrinkage, other },
  }
}

const keyOf = ({ calibrationKeys, kit }: PacketSource, criterion: string): string =>
  calibrationKeys?.[criterion] ?? `${kit.kit}/${criterion}`

function whatIfs(source: PacketSource, criteria: readonly PacketCriterion[]): SensitivityResult[] {
  if (!source.score || !source.rescore) return []
  const thin = criteria.filter(({ raters, weight }) => raters === 1 && weight > 0)
  return sensitivityAnalysis({
    score: source.score.value,
    ratings: source.ratings,
    profiles: source.profiles,
    current: source.job.needProfile,
    bar: source.job.bar,
    hireProbability: source.job.hireProbability,
    thinCriteria: thin.map(({ criterion }) => ({ criterion, key: keyOf(source, criterion) })),
    rescore: source.rescore,
  })
}
