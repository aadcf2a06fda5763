import { randomUUID } from 'node:crypto'
import type { Round, VoteChoice } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { db } from '~/platform/db.server'
import { addDissent } from '~/services/decision/add-dissent.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { recuse } from '~/services/decision/recuse.server'
import { resolveFlag } from '~/services/decision/resolve-flag.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { minutesAfter } from './calendar'
import { close, type InterviewCourse, type Event, type World } from './interview-course'
import { draws } from './seeded-random'
import { ballots, DISSENTS, RECUSAL, RESOLUTIONS, type CommitteeTexts } from './committee-texts'

const OUTCOMES: Partial<Record<string, VoteChoice>> = {
  hire: 'hire',
  'no-hire': 'no_hire',
  'more-signal': 'more_signal',
  'second-round': 'more_signal',
  revealed: 'hire',
}

type Extras = { recusal?: boolean; dissent?: boolean }

/** From sending the packet to the decision, as far as the application's stage goes. */
export function committeeOf(world: World, course: InterviewCourse, clerk: CommitteeTexts, extras: Extras): Event[] {
  const { planned } = course
  const { staff, now } = world
  const day = planned.committeeDay
  if (!day) return []
  const random = draws(world.seed, `committee ${planned.name}`)
  const committee = random
    .shuffle(planned.job.committee)
    .map((name) => mustExist(staff.voters.get(name), `voter ${name}`))
  const stepsBack = extras.recusal ? committee.pop() : undefined
  const packet = { id: 0 }
  const events: Event[] = [
    { at: minutesAfter(day, 15 + random.unit() * 90), act: async () => void (packet.id = await send(world, course)) },
  ]
  const after = (hours: number) => minutesAfter(day, 60 * (3 + hours) + Math.floor(random.unit() * 30))
  const points = () => world.writer.points(means(course))
  if (stepsBack)
    events.push({ at: after(0), act: async () => void expect(await recuse(stepsBack, packet.id, { reason: RECUSAL })) })
  const vote = (voter: (typeof committee)[number], choice: VoteChoice, at: Date, round: Round = 1): Event => ({
    at,
    act: async () =>
      void expect(
        await sealVote(voter, packet.id, {
          round,
          choice,
          reason: clerk.vote(choice, points()),
          writeKey: randomUUID(),
        }),
      ),
  })
  if (planned.stage === 'sent') return events
  const decides = ['hire', 'no-hire', 'more-signal'].includes(planned.stage)
  const choices = ballots(
    OUTCOMES[planned.stage] ?? random.pick(['hire', 'no_hire']),
    planned.job.quorum,
    random,
    decides,
  )
  // What comes after the quorum would be a second vote.
  const sealed = planned.stage === 'sealed' ? planned.job.quorum - 1 : planned.job.quorum
  for (const [at, voter] of committee.slice(0, sealed).entries())
    events.push(vote(voter, mustExist(choices[at], 'choice of the voter'), after(at)))
  if (planned.stage === 'second-round') events.push(vote(mustExist(committee[0], 'first voter'), 'hire', after(5), 2))
  if (planned.stage === 'sealed' || planned.stage === 'second-round') return events

  const resolver = committee[1] ?? mustExist(committee[0], 'first voter')
  events.push({ at: after(5), act: () => resolveAll(course, resolver, packet.id, random.pick) })
  const outcome = OUTCOMES[planned.stage]
  if (!outcome || planned.stage === 'revealed') return events
  const decision = { id: 0 }
  events.push({
    at: after(26),
    act: async () => {
      const reason = clerk.decision(outcome, points())
      const made = await recordDecision(mustExist(committee[0], 'first voter'), packet.id, {
        outcome,
        reason,
        supersedes: null,
        opened: 1,
        writeKey: randomUUID(),
      })
      decision.id = expect(made).id
    },
  })
  if (extras.dissent)
    events.push({
      at: after(28),
      act: async () =>
        void expect(
          await addDissent(mustExist(committee.at(-1), 'last voter'), packet.id, {
            decision: decision.id,
            words: random.pick(DISSENTS),
          }),
        ),
    })
  if (outcome !== 'more_signal')
    events.push({
      at: after(50),
      act: () => close(world, course, outcome === 'hire' ? 'hired' : 'rejected'),
    })
  return events.filter(({ at }) => at < now)
}

async function send({ staff }: World, { applicationId, planned }: InterviewCourse): Promise<number> {
  const preview = await previewPacket(staff.recruiter, applicationId)
  if (!preview.ok) throw new Error(`${planned.name}: ${preview.error.code}`)
  const { seen } = preview.value
  return expect(await sendPacket(staff.recruiter, { applicationId, writeKey: randomUUID(), seen })).id
}

async function resolveAll(
  { applicationId, planned }: InterviewCourse,
  voter: Viewer,
  packetId: number,
  pick: <T>(from: readonly T[]) => T,
) {
  const { organisationId } = voter
  const findings = await db().flagFinding.findMany({
    where: { organisationId, scorecardVersion: { scorecard: { interview: { loop: { applicationId } } } } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  for (const { id } of findings) {
    const reason = planned.stage === 'hire' ? mustExist(RESOLUTIONS[1], 'second resolution') : pick(RESOLUTIONS)
    const resolved = await resolveFlag(voter, packetId, {
      finding: id,
      upheld: reason !== RESOLUTIONS[1],
      reason,
      opened: 1,
    })
    // An amendment repeats its findings, and a packet raises only those of the latest version.
    if (!resolved.ok && resolved.error.code !== 'FLAG_NOT_FOUND') expect(resolved)
  }
}

function means({ rated }: InterviewCourse): Record<string, number> {
  const levels = new Map<string, number[]>()
  for (const card of rated)
    for (const [criterion, level] of Object.entries(card.levels))
      if (level !== null) levels.set(criterion, [...(levels.get(criterion) ?? []), level])
  return Object.fromEntries(
    [...levels].map(([criterion, all]) => [criterion, all.reduce((sum, level) => sum + level, 0) / all.length]),
  )
}

function expect<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(`the committee met ${result.error.code}`)
  return result.value
}
