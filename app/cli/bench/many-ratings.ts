import type { MadeJob } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { CHAIN_START, linkHash } from '~/platform/audit.server'
import { transaction, type Tx } from '~/platform/db.server'

const APPLICATIONS_AT_ONCE = 50

/**
 * Applications whose scorecards are all submitted, one of each interviewer with every criterion of the interview rated,
 * written table by table: through the services it would take minutes.
 */
export async function submitMany(
  by: Viewer,
  job: MadeJob,
  given: { applications: number; interview: string; interviewers: readonly Viewer[] },
): Promise<number> {
  let ratings = 0
  for (let made = 0; made < given.applications; made += APPLICATIONS_AT_ONCE) {
    const count = Math.min(APPLICATIONS_AT_ONCE, given.applications - made)
    ratings += await transaction((tx) => submitSome(tx, by, job, { ...given, first: made, count }))
  }
  return ratings
}

type Some = { interview: string; interviewers: readonly Viewer[]; first: number; count: number }

async function submitSome(tx: Tx, by: Viewer, job: MadeJob, { interview, interviewers, first, count }: Some) {
  const { organisationId, userId: createdById } = by
  const key = { organisationId }
  const kitInterview = await tx.kitInterview.findFirstOrThrow({
    where: { organisationId, kitVersionId: job.kitVersionId, key: interview },
    include: { kitInterviewFocus: true },
  })
  const each = <T>(work: (at: number) => T) => Array.from({ length: count }, (_, at) => work(first + at))
  const candidates = await tx.candidate.createManyAndReturn({
    data: each((at) => ({ ...key, name: `Rated candidate ${at}`, createdById })),
  })
  const applications = await tx.application.createManyAndReturn({
    data: candidates.map(({ id }) => ({ ...key, candidateId: id, jobId: job.id, createdById })),
  })
  const loops = await tx.loop.createManyAndReturn({
    data: applications.map(({ id }) => ({ ...key, applicationId: id, kitVersionId: job.kitVersionId, createdById })),
  })
  const { id: kitInterviewId, position, minutes } = kitInterview
  const interviews = await tx.interview.createManyAndReturn({
    data: loops.map(({ id }) => ({ ...key, loopId: id, kitInterviewId, position, minutes })),
  })
  const cards = await tx.scorecard.createManyAndReturn({
    data: interviews.flatMap(({ id }) => interviewers.map(({ userId }) => ({ ...key, interviewId: id, userId }))),
  })
  const texts = await tx.text.createManyAndReturn({
    data: cards.map(({ id, userId }, at) => ({
      ...key,
      candidateId: mustExist(candidates[Math.floor(at / interviewers.length)], 'candidate of the application').id,
      authorId: userId,
      kind: 'evidence',
      salt: 'salt',
      body: 'What was seen in the hour.',
      hash: `bench ${id}`,
    })),
    select: { id: true },
  })
  const versions = await tx.scorecardVersion.createManyAndReturn({
    data: cards.map(({ id }, at) => ({
      ...key,
      scorecardId: id,
      number: 1,
      kind: 'submission' as const,
      blind: true,
      recommendation: 'yes' as const,
      recommendationTextId: mustExist(texts[at], 'text of the row').id,
      writeKey: `bench ${id}`,
      submittedAt: new Date(),
    })),
    select: { id: true },
  })
  const ratings = versions.flatMap(({ id }, at) =>
    kitInterview.kitInterviewFocus.map(({ kitCriterionId }, criterion) => ({
      ...key,
      scorecardVersionId: id,
      kitCriterionId,
      // Levels that differ by candidate, interviewer and criterion, so that every variance component has something to do.
      level: 1 + ((Math.floor(at / interviewers.length) * 7 + at * 3 + criterion * 5 + ((at * criterion) % 3)) % 4),
      evidenceTextId: mustExist(texts[at], 'text of the row').id,
    })),
  )
  await tx.rating.createMany({ data: ratings })
  return ratings.length
}

/** Adds this many entries to an organisation's audit chain, which must be empty. */
export async function auditMany(organisationId: number, count: number): Promise<void> {
  let { hash: previousHash } = CHAIN_START
  const entries = Array.from({ length: count }, (_, at) => {
    const link = {
      organisationId,
      at: new Date(),
      actorId: null,
      act: 'scorecard.submitted',
      subjectType: 'scorecard',
      subjectId: at,
      applicationId: null,
      detail: `{"version":${at}}`,
      previousHash,
    }
    previousHash = linkHash(link)
    return { ...link, number: at + 1, hash: previousHash }
  })
  for (let at = 0; at < count; at += 500)
    await transaction((tx) => tx.auditEntry.createMany({ data: entries.slice(at, at + 500) }))
  await transaction((tx) => tx.auditHead.create({ data: { organisationId, entries: count, hash: previousHash } }))
}
