import { candidateNumber } from '~/domain/candidate/name'
import { quorumLost } from '~/domain/decision/voting'
import { calibrationKey, type Criterion } from '~/domain/kit/schema'
import { may, type Viewer } from '~/domain/policy/policy'
import { count } from '~/domain/shared/count'
import { ok } from '~/domain/shared/result'
import { day, dayAndTime, shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { scoreOfApplication } from '../calibration/score-of-application.server'
import { visibleRun } from '../calibration/visible-run.server'
import { ratedScorecards, reasonForNoScore } from '../calibration/why-no-score.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { kitVersionOf } from '../kit/kit-version-of'
import { pinnedKit } from '../kit/pinned-kit.server'
import { findApplication, type FoundApplication } from './find-application.server'
import { findPacket } from '../decision/find-packet.server'
import { loadVotingState } from '../decision/load-voting-state.server'
import { readRecusals } from '../recusal/read-recusals.server'
import { readLoopRows } from './read-loop-rows.server'
import { readTrail } from './read-trail.server'

/**
 * One candidate in one job. What follows from colleagues' submissions is `null` while the viewer is blind there or
 * recused.
 */
export async function readApplication(viewer: Viewer, applicationId: number) {
  const found = await findApplication(db(), viewer, applicationId, 'read-application')
  if (!found.ok) return found
  const { application, blind, recused, withheld } = found.value
  const { job, candidate } = application
  const kitVersion = application.loop?.kitVersion ?? job.kitVersion
  const open = withheld ? null : await readOpenly(viewer, application)
  const names = await candidateNames(viewer)
  const rows = await readLoopRows(viewer, applicationId, withheld)
  return ok({
    id: application.id,
    who: names.label(candidate, job),
    number: candidateNumber(candidate.id),
    candidateId: may(viewer, 'read-candidate', job) ? candidate.id : null,
    job: { id: job.id, name: job.name, namesHidden: job.namesHidden },
    kit: `${kitVersion.name} ${kitVersion.version}`,
    opened: shortDay(application.createdAt, viewer.timeZone),
    blind,
    recused,
    recusals: await readRecusals(viewer, application, { recused, withheld }),
    rows,
    trail: await readTrail(viewer, applicationId, withheld),
    open,
    may: {
      plan: may(viewer, 'plan-loop', job),
      close: !withheld && may(viewer, 'manage-applications', job) && application.state === 'open',
      edit: may(viewer, 'manage-jobs', job),
      send: !withheld && may(viewer, 'send-packet', job) && application.state === 'open',
    },
  })
}

/** What only somebody who is neither blind nor recused may read. */
async function readOpenly(viewer: Viewer, application: FoundApplication) {
  const { organisationId, timeZone } = viewer
  const { id: applicationId, job } = application
  const packets = await db().packet.findMany({
    where: { organisationId, applicationId },
    select: {
      id: true,
      number: true,
      frozenAt: true,
      decisions: { orderBy: { number: 'desc' }, take: 1, select: { outcome: true, overriddenRules: true } },
    },
    orderBy: { number: 'desc' },
  })
  const [newest] = packets
  const lost = newest?.decisions.length === 0 ? await lostQuorum(viewer, newest) : null
  const reason =
    application.closingTextId === null
      ? null
      : await db().text.findUnique({
          where: { organisationId_id: { organisationId, id: application.closingTextId } },
          select: { body: true },
        })
  return {
    state: application.state,
    revision: application.revision,
    closed: application.closedAt && {
      on: day(application.closedAt, timeZone),
      reason: reason?.body ?? null,
      erased: application.candidate.erasedAt ? day(application.candidate.erasedAt, timeZone) : null,
    },
    packets: packets.map(({ id, number, frozenAt, decisions }) => ({
      id,
      number,
      frozen: dayAndTime(frozenAt, timeZone),
      outcome: decisions[0]?.outcome ?? null,
      overridden: (decisions[0]?.overriddenRules.length ?? 0) > 0,
    })),
    // Of a closed application nothing has to be done.
    lostQuorum: application.state === 'open' ? lost : null,
    ...(await readScore(viewer, application)),
    hireProbability: job.hireProbability,
    bar: job.bar,
  }
}

/** The packet before the committee, if too few of its voters are left to reach the quorum. */
async function lostQuorum(viewer: Viewer, { id, number }: { id: number; number: number }) {
  const packet = await findPacket(db(), viewer, id)
  const voting = packet && (await loadVotingState(db(), viewer.organisationId, packet))
  return voting && quorumLost(voting) ? { number, quorum: voting.quorum } : null
}

async function readScore(viewer: Viewer, application: FoundApplication) {
  const { id } = application
  const { organisationId, timeZone } = viewer
  const visible = await visibleRun(db(), viewer)
  const found = await scoreOfApplication(db(), organisationId, id, visible.run)
  if (!found) {
    const scorecards = await ratedScorecards(db(), organisationId, id)
    return { score: null, noScore: (await reasonForNoScore(db(), organisationId, scorecards, visible)).message }
  }
  const kit = await pinnedKit(organisationId, kitVersionOf(application))
  const { value, run } = found
  const byCriterion = new Map(value.criteria.map((one) => [one.criterion, one]))
  const rated = (criterion: Criterion) => {
    const one = byCriterion.get(calibrationKey(kit, criterion)) ?? byCriterion.get(criterion.id)
    return one && one.raters > 0 ? one : null
  }
  const criteria = kit.criteria.map((criterion) => {
    const { name, must_have } = criterion
    const one = rated(criterion)
    const figures = one && { score: one.score, lower: one.lower, upper: one.upper, raters: one.raters }
    return { name, mustHave: must_have, figures }
  })
  const score = {
    basis: `${visible.earlier ? 'Earlier calibration run' : `Calibration run ${run.id}`}, based on ${count(found.ratings.length, 'rating')}, ${dayAndTime(run.finishedAt, timeZone)}`,
    earlier: visible.earlier,
    score: value.score,
    lower: value.lower,
    upper: value.upper,
    probability: value.probabilityAboveBar,
    criteria,
    unseen: criteria.flatMap(({ name, mustHave, figures }) => (mustHave && !figures ? [name] : [])),
  }
  return { score, noScore: null }
}
