import type { SlipKind } from '../scorecard/slips'
import type { LevelNumber, Recommendation } from '../scorecard/levels'

/**
 * The packet as it is frozen: canonical JSON in a text column, schema `assay.packet/2`. It holds everything the page
 * draws but a person's words and names: those stand in text rows that can be erased, and here as id and hash.
 * Times are ISO 8601 in UTC. Keys may be added in a later schema, never renamed in this one; `slips` of a rating is left
 * out where there is none, so that a reader of this schema may do without it.
 */
export const PACKET_SCHEMA = 'assay.packet/2'
/** As /2 without `voters`. */
export const EARLIER_SCHEMA = 'assay.packet/1'

/** Words that can be erased. */
export interface TextRef {
  text: number
  hash: string
}

export type Level = LevelNumber
export type FlagSeverity = 'concern' | 'serious' | 'critical'

export interface PacketRating {
  /** Criterion id within the kit. */
  criterion: string
  /** null: not assessed. */
  level: Level | null
  /** Evidence for the level, or why it was not assessed. */
  words: TextRef | null
  /** What the interviewer did by mistake; shown beside the level and part of no score. Left out where there was nothing. */
  slips?: SlipKind[]
}

export interface PacketFlag {
  finding: number
  flag: string
  name: string
  severity: FlagSeverity
  evidence: TextRef
  probe: TextRef | null
}

export interface PacketVersion {
  number: number
  kind: 'submission' | 'amendment' | 'withdrawal'
  /** Written before its author could read colleagues. */
  blind: boolean
  /** Enters the calibration. */
  counts: boolean
  at: string
  recommendation: Recommendation | null
  because: TextRef | null
  /** Why it was amended or withdrawn. */
  reason: TextRef | null
  ratings: PacketRating[]
  flags: PacketFlag[]
}

export interface PacketScorecard {
  scorecard: number
  interview: number
  person: number
  /** Listens in; stays outside every figure. */
  shadow: boolean
  /** Oldest first; empty where nothing was submitted. */
  versions: PacketVersion[]
  /** Estimated halo in levels; null where the scorecard is in no fit. */
  halo: { levels: number; z: number | null } | null
}

export interface PacketInterview {
  interview: number
  name: string
  startsAt: string | null
  minutes: number
  cancelled: boolean
  /** Criteria it rates. */
  focus: string[]
}

export interface PacketPerson {
  person: number
  name: TextRef
  /** Only where the run knows it well enough to name it. */
  severity: { levels: number; sd: number } | null
}

export interface PacketEstimate {
  score: number
  sd: number
  lower: number
  upper: number
}

export interface PacketCriterion {
  criterion: string
  name: string
  mustHave: boolean
  weight: number
  anchors: Record<Level, string>
  /** null where the run gives none. */
  estimate: PacketEstimate | null
  /** Interviewers whose rating counts. */
  raters: number
}

export interface PacketScore extends PacketEstimate {
  /** `run`: as the run gives it; `updated`: the run brought up to date with ratings that came after it. */
  basis: 'run' | 'updated'
  ratings: number
  rawMean: number
  reliability: number | null
  probabilityAboveBar: number
  /** What each step adds; raw mean and steps sum to the score. */
  steps: { severity: number; halo: number; shrinkage: number; other: number }
}

/** One "what if": the figures of another view of the same ratings. */
export interface SensitivityResult {
  kind: 'raw-mean' | 'without-person' | 'need-profile' | 'bar' | 'criterion-lower'
  /** Person, need profile, bar or criterion. */
  what: number | string
  score: number
  probabilityAboveBar: number | null
  /** What the rule would say: chance above the bar at least as high as the job asks. */
  hire: boolean
}

/** Two or more levels apart on one criterion in one interview. */
export interface PacketDisagreement {
  interview: number
  criterion: string
  low: number
  high: number
}

/** What else ties a voter to the application; the record shows it. */
export const voterTies = ['interviewer', 'hiring-manager', 'added-candidate', 'granted-own-role'] as const
export type VoterTie = (typeof voterTies)[number]

export interface PacketVoter {
  person: number
  ties: VoterTie[]
}

export interface PacketBody {
  schema: typeof PACKET_SCHEMA | typeof EARLIER_SCHEMA
  number: number
  frozenAt: string
  application: number
  candidate: { candidate: number; name: TextRef }
  job: {
    job: number
    name: string
    role: string
    roleName: string
    seniority: 'mid' | 'senior' | 'staff'
    needProfile: string
    maturity: number
    bar: number
    hireProbability: number
    quorum: number
    namesHidden: boolean
  }
  /** Who votes on this packet; null in an earlier one, which did not name them. */
  voters: PacketVoter[] | null
  kit: { kit: string; name: string; version: string; hash: string }
  run: {
    run: number
    modelVersion: string
    inputHash: string
    at: string
    ratings: number
    /** Components still assumed from the prior rather than learned. */
    assumed: string[]
  } | null
  score: PacketScore | null
  criteria: PacketCriterion[]
  people: PacketPerson[]
  interviews: PacketInterview[]
  scorecards: PacketScorecard[]
  disagreements: PacketDisagreement[]
  flips: SensitivityResult[]
}

/** Every text that a packet refers to, each once, in order of id. */
export function textRefs(body: PacketBody): TextRef[] {
  const refs = new Map<number, TextRef>()
  const add = (ref: TextRef | null) => ref && refs.set(ref.text, ref)
  add(body.candidate.name)
  for (const { name } of body.people) add(name)
  for (const { versions } of body.scorecards)
    for (const { because, reason, ratings, flags } of versions) {
      add(because)
      add(reason)
      for (const { words } of ratings) add(words)
      for (const { evidence, probe } of flags) {
        add(evidence)
        add(probe)
      }
    }
  return [...refs.values()].sort((a, b) => a.text - b.text)
}
