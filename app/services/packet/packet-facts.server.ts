import { slipsOf } from '~/domain/scorecard/slips'
import type { NoScore } from '~/domain/calibration/no-score'
import { anchorsFor, calibrationKey } from '~/domain/kit/schema'
import { readNeedProfile } from '~/domain/kit/need-profile'
import type { Level, PacketScorecard, PacketVersion, PacketVoter, TextRef } from '~/domain/packet/body'
import type { PacketSource } from '~/domain/packet/build-packet'
import { rescorer } from '~/domain/packet/rescore'
import { currentVersion, isSubmitted } from '~/domain/scorecard/versions'
import type { Tx } from '~/platform/db.server'
import type { VisibleRun } from '~/services/calibration/visible-run.server'
import { scoreOfApplication } from '~/services/calibration/score-of-application.server'
import { reasonForNoScore } from '~/services/calibration/why-no-score.server'
import { calibrationKeys, weightsByProfile, weightsOfJob } from '~/services/calibration/weights.server'
import { committeeOfJob, eligibleVoters } from '~/services/decision/eligible-voters.server'
import { kitVersionOf } from '~/services/kit/kit-version-of'
import { pinnedKit } from '~/services/kit/pinned-kit.server'

/** All that a packet is built from; names stand apart, because freezing writes them as texts first. */
export type PacketFacts = {
  source: Omit<PacketSource, 'candidate' | 'people' | 'frozenAt'>
  candidate: { id: number; name: string }
  people: { userId: number; name: string; severity: { levels: number; sd: number } | null }[]
  applicationState: string
  /** Why there is no calibrated score; null where there is one. */
  noScore: NoScore | null
  /** Voters who can vote on it now: those frozen with it, without the recused. */
  voters: number
}

const text = { select: { id: true, hash: true } } as const
const ref = (row: { id: number; hash: string } | null): TextRef | null => row && { text: row.id, hash: row.hash }

const kitVersion = { select: { kit: true, name: true, version: true, hash: true } } as const

const findApplication = (reader: Tx, organisationId: number, applicationId: number) =>
  reader.application.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: applicationId } },
    include: {
      candidate: { select: { id: true, name: true, createdById: true } },
      job: { include: { kitVersion } },
      loop: { select: { kitVersionId: true, kitVersion } },
    },
  })

/**
 * Reads everything about one application that its packet shows, with the figures of the run that its reader may see. The
 * caller has asked who may see it.
 */
export async function packetFacts(
  reader: Tx,
  organisationId: number,
  applicationId: number,
  visible: VisibleRun,
): Promise<PacketFacts> {
  const application = await findApplication(reader, organisationId, applicationId)
  const { job } = application
  const kit = await pinnedKit(organisationId, kitVersionOf(application), reader)
  const interviews = await loadInterviews(reader, organisationId, applicationId)
  const found = await scoreOfApplication(reader, organisationId, applicationId, visible.run)
  const cards = interviews.flatMap(({ id, scorecards }) => scorecards.map((card) => ({ ...card, interviewId: id })))
  const run = found && (await runFacts(reader, { organisationId, runId: found.run.id }, cards))
  const weights = weightsOfJob(kit, job)
  const last = await reader.packet.findFirst({
    where: { organisationId, applicationId },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const scorecards = cards.map((card) => scorecardOf(card, run?.halos.get(card.id) ?? null))
  const voters = await readVoters(reader, application)
  const recused = await reader.recusal.findMany({
    where: { organisationId, applicationId, lift: { is: null } },
    select: { userId: true },
  })
  const people = new Map(cards.map(({ user }) => [user.id, user.name]))
  return {
    candidate: {
      id: application.candidate.id,
      name: application.candidate.name ?? `Candidate ${application.candidate.id}`,
    },
    people: [...people]
      .sort(([a], [b]) => a - b)
      .map(([userId, name]) => ({
        userId,
        name: name ?? `Person ${userId}`,
        severity: run?.severities.get(userId) ?? null,
      })),
    applicationState: application.state,
    noScore: found ? null : await reasonForNoScore(reader, organisationId, scorecards, visible),
    voters: voters.filter(({ person }) => !recused.some(({ userId }) => userId === person)).length,
    source: {
      number: (last?.number ?? 0) + 1,
      application: applicationId,
      job: {
        job: job.id,
        name: job.name,
        role: job.role,
        roleName: kit.name,
        seniority: job.seniority,
        needProfile: readNeedProfile(job.needProfile),
        maturity: job.maturity,
        bar: job.bar,
        hireProbability: job.hireProbability,
        quorum: job.quorum,
        namesHidden: job.namesHidden,
      },
      voters,
      kit: application.loop?.kitVersion ?? job.kitVersion,
      run: found && {
        run: found.run.id,
        modelVersion: found.run.modelVersion,
        inputHash: found.run.inputHash,
        at: found.run.finishedAt.toISOString(),
        ratings: found.run.ratings,
        assumed: run?.assumed ?? [],
      },
      criteria: kit.criteria.map((criterion) => ({
        criterion: criterion.id,
        name: criterion.name,
        mustHave: criterion.must_have,
        weight: weights[calibrationKey(kit, criterion)] ?? 0,
        anchors: anchorsFor(criterion, job.seniority),
      })),
      interviews: interviews.map((interview) => ({
        interview: interview.id,
        name: interview.kitInterview.name,
        startsAt: interview.startsAt?.toISOString() ?? null,
        minutes: interview.minutes,
        cancelled: interview.state === 'cancelled',
        focus: interview.kitInterview.kitInterviewFocus.map(({ kitCriterion }) => kitCriterion.key),
      })),
      scorecards,
      score: found && { basis: found.basis, value: found.value },
      ratings: (found?.ratings ?? []).map(({ ratingId: _, ...rating }) => rating),
      calibrationKeys: calibrationKeys(kit),
      profiles: weightsByProfile(kit, job),
      rescore: found && rescorer({ ...found, score: found.value }),
    },
  }
}

type FoundApplication = Awaited<ReturnType<typeof findApplication>>

/** The committee's members who may vote now, each with what else ties them to the application. */
async function readVoters(reader: Tx, application: FoundApplication): Promise<PacketVoter[]> {
  const { organisationId, id: applicationId, jobId, job } = application
  const committee = await reader.job.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: jobId } },
    select: committeeOfJob,
  })
  const voters = eligibleVoters(committee)
  const where = { organisationId, userId: { in: voters } }
  const interviewers = await reader.scorecard.findMany({
    where: {
      ...where,
      interview: { loop: { applicationId } },
      OR: [{ releasedAt: null }, { scorecardVersions: { some: {} } }],
    },
    select: { userId: true },
  })
  const grants = await reader.grant.findMany({
    where: { ...where, revokedAt: null, role: { in: ['hiring_manager', 'committee_member'] } },
    select: { userId: true, role: true, jobId: true, grantedById: true },
  })
  const ties = (person: number): PacketVoter['ties'] => {
    const own = grants.filter(({ userId }) => userId === person)
    const here = (grant: (typeof own)[number]) => grant.jobId === jobId || (grant.jobId === null && !job.confidential)
    return [
      ...(interviewers.some(({ userId }) => userId === person) ? (['interviewer'] as const) : []),
      ...(own.some((grant) => grant.role === 'hiring_manager' && here(grant)) ? (['hiring-manager'] as const) : []),
      ...([application.createdById, application.candidate.createdById].includes(person)
        ? (['added-candidate'] as const)
        : []),
      ...(own.some((grant) => grant.role === 'committee_member' && here(grant) && grant.grantedById === person)
        ? (['granted-own-role'] as const)
        : []),
    ]
  }
  return voters.sort((a, b) => a - b).map((person) => ({ person, ties: ties(person) }))
}

/** Interviews with the scorecards that have something to say or still will; those released before a word was written are left out. */
async function loadInterviews(reader: Tx, organisationId: number, applicationId: number) {
  const interviews = await reader.interview.findMany({
    where: { organisationId, loop: { applicationId } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    include: {
      kitInterview: {
        select: {
          name: true,
          kitInterviewFocus: { select: { kitCriterion: { select: { key: true } } }, orderBy: { position: 'asc' } },
        },
      },
      scorecards: {
        orderBy: { id: 'asc' },
        include: {
          user: { select: { id: true, name: true } },
          scorecardVersions: {
            orderBy: { number: 'asc' },
            include: {
              recommendationText: text,
              reasonText: text,
              ratings: {
                orderBy: { id: 'asc' },
                select: {
                  level: true,
                  askedEarly: true,
                  hintGiven: true,
                  notReached: true,
                  evidenceText: text,
                  kitCriterion: { select: { key: true } },
                },
              },
              flagFindings: {
                orderBy: { id: 'asc' },
                select: {
                  id: true,
                  severity: true,
                  evidenceText: text,
                  probeText: text,
                  kitRedFlag: { select: { key: true, name: true } },
                },
              },
            },
          },
        },
      },
    },
  })
  return interviews.map((interview) => ({
    ...interview,
    scorecards: interview.scorecards.filter(
      ({ releasedAt, scorecardVersions }) =>
        isSubmitted(scorecardVersions) || (releasedAt === null && interview.state !== 'cancelled'),
    ),
  }))
}

type LoadedCard = Awaited<ReturnType<typeof loadInterviews>>[number]['scorecards'][number] & { interviewId: number }

function scorecardOf(card: LoadedCard, halo: PacketScorecard['halo']): PacketSource['scorecards'][number] {
  return {
    scorecard: card.id,
    interview: card.interviewId,
    person: card.user.id,
    shadow: card.shadow,
    halo: currentVersion(card.scorecardVersions) && halo,
    versions: card.scorecardVersions.map((version): Omit<PacketVersion, 'counts'> => ({
      number: version.number,
      kind: version.kind,
      blind: version.blind,
      at: version.submittedAt.toISOString(),
      recommendation: version.recommendation,
      because: ref(version.recommendationText),
      reason: ref(version.reasonText),
      ratings: version.ratings.map(({ level, evidenceText, kitCriterion, ...columns }) => {
        const slips = slipsOf(columns)
        return {
          criterion: kitCriterion.key,
          level: level as Level | null,
          words: ref(evidenceText),
          // Left out where there is none, as in packets from before slips were recorded.
          ...(slips.length > 0 ? { slips } : {}),
        }
      }),
      flags: version.flagFindings.map(({ id, severity, evidenceText, probeText, kitRedFlag }) => ({
        finding: id,
        flag: kitRedFlag.key,
        name: kitRedFlag.name,
        severity,
        evidence: { text: evidenceText.id, hash: evidenceText.hash },
        probe: ref(probeText),
      })),
    })),
  }
}

async function runFacts(reader: Tx, where: { organisationId: number; runId: number }, cards: readonly LoadedCard[]) {
  const severities = await reader.runSeverity.findMany({
    where: { ...where, reported: true, userId: { in: cards.map(({ user }) => user.id) } },
  })
  const halos = await reader.runScorecard.findMany({
    where: { ...where, scorecardId: { in: cards.map(({ id }) => id) } },
  })
  const assumed = await reader.runComponent.findMany({ where: { ...where, assumed: true }, orderBy: { id: 'asc' } })
  return {
    severities: new Map(severities.map(({ userId, severity, sd }) => [userId, { levels: severity, sd }])),
    halos: new Map(halos.map(({ scorecardId, halo, z }) => [scorecardId, { levels: halo, z }])),
    assumed: assumed.map(({ name }) => name),
  }
}
