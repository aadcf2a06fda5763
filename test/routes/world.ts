import { makeApplication, makeJob, makeLoop, makeOrganisation, makeUser, type MadeJob } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { ROLES, type Role, type Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { serveKits } from '../setup/kits'
import { calibrate } from '../setup/panel'
import { cookieOf } from '../setup/request'

/**
 * Who asks: nobody signed in, one person for each role (held for all jobs, but with no interview and no vote), the
 * interviewer assigned to the scorecard, a voter of the committee, and a stranger with every role in another
 * organisation. The outsider holds every role but administrator for all jobs, which does not reach a confidential one.
 */
export const PEOPLE = ['nobody', ...ROLES, 'assigned', 'voter', 'outsider', 'stranger'] as const
export type Who = 'nobody' | Role | 'assigned' | 'voter' | 'outsider' | 'stranger'

type Judged = { candidateId: number; applicationId: number; scorecardId: number }

/** One job and what hangs on it. Job and candidates begin with a mark that must not reach those who may not know of it. */
export type Place = {
  kind: 'open' | 'secret'
  mark: string
  job: MadeJob
  candidateId: number
  /** Planned, nothing submitted: the scorecard is the assigned interviewer's. */
  applicationId: number
  interviewId: number
  scorecardId: number
  /** Two more applications of the job, submitted by a third person, whose packets are not sent. */
  judged: Judged
  judgedToo: Judged
  /** A packet for each act of a voter, standing where that act is next; `finding` and `decision` belong to two of them. */
  packets: Record<Sent, number>
  finding: number
  decision: number
  assigned: Viewer
  voter: Viewer
}

export type World = {
  organisationId: number
  people: Record<Exclude<Who, 'nobody' | 'assigned' | 'voter'>, Viewer>
  open: Place
  secret: Place
  /** The cookie of a new session, so that ending it stands in nobody's way. */
  cookie: (who: Who, at: Place) => Promise<string | undefined>
}

const RED_FLAG = 'claims-not-own'
export const OPEN_MARK = 'Zibeline'
export const SECRET_MARK = 'Quokka'

export async function makeWorld(): Promise<World> {
  await serveKits()
  const organisationId = await makeOrganisation({ name: `${OPEN_MARK} house` })
  const one = (role: Role) => makeUser(organisationId, { roles: [role], name: `${OPEN_MARK} ${role}` })
  const elsewhere = await makeOrganisation({ name: 'Elsewhere' })
  const people = {
    administrator: await one('administrator'),
    recruiter: await one('recruiter'),
    interviewer: await one('interviewer'),
    committee_member: await one('committee_member'),
    hiring_manager: await one('hiring_manager'),
    lead: await one('lead'),
    outsider: await makeUser(organisationId, {
      roles: ROLES.filter((role) => role !== 'administrator'),
      name: `${OPEN_MARK} outsider`,
    }),
    stranger: await makeUser(elsewhere, { roles: ROLES, name: 'Stranger' }),
  }
  const open = await makePlace(people.administrator, 'open', OPEN_MARK)
  const secret = await makePlace(people.administrator, 'secret', SECRET_MARK)
  await calibrate(organisationId)
  for (const place of [open, secret]) await sendPackets(people.administrator, place)
  return {
    organisationId,
    people,
    open,
    secret,
    async cookie(who, at) {
      if (who === 'nobody') return undefined
      const viewer = who === 'assigned' ? at.assigned : who === 'voter' ? at.voter : people[who]
      return cookieOf(viewer)
    },
  }
}

const SENT = ['read', 'vote', 'recuse', 'resolve', 'decide', 'override', 'overrideToo', 'dissent'] as const
export type Sent = (typeof SENT)[number]
const VOTED: readonly Sent[] = ['resolve', 'decide', 'override', 'overrideToo', 'dissent']

async function makePlace(by: Viewer, kind: Place['kind'], mark: string): Promise<Place> {
  const { organisationId } = by
  const confidential = kind === 'secret'
  const job = await makeJob(by, { name: `${mark} job`, confidential, quorum: 1 })
  const person = (role: Role, name: string) =>
    makeUser(organisationId, { roles: [confidential ? { role, jobId: job.id } : role], name: `${kind} ${name}` })
  const assigned = await person('interviewer', 'assigned')
  const colleague = await person('interviewer', 'colleague')
  const voter = await person('committee_member', 'voter')
  await db().committeeMember.create({ data: { organisationId, jobId: job.id, userId: voter.userId } })
  const { id: applicationId, candidateId } = await makeApplication(by, job, { name: `${mark} candidate` })
  const loop = await makeLoop(by, job, applicationId, { debugging: [assigned] })
  const interview = loop.interviews[0]!
  const judged = await makeJudged(by, job, colleague, `${mark} judged`)
  const judgedToo = await makeJudged(by, job, colleague, `${mark} judged too`)
  const sent = {} as Record<Sent, number>
  for (const name of SENT) sent[name] = (await makeJudged(by, job, colleague, `${mark} ${name}`)).applicationId
  return {
    kind,
    mark,
    job,
    candidateId,
    applicationId,
    interviewId: interview.id,
    scorecardId: interview.scorecards[0]!.id,
    judged,
    judgedToo,
    packets: sent,
    finding: 0,
    decision: 0,
    assigned,
    voter,
  }
}

/** An application whose one interview is submitted, with a red flag. */
async function makeJudged(by: Viewer, job: MadeJob, interviewer: Viewer, name: string) {
  const { id: applicationId, candidateId } = await makeApplication(by, job, { name })
  const loop = await makeLoop(by, job, applicationId, { debugging: [interviewer] })
  const scorecardId = loop.interviews[0]!.scorecards[0]!.id
  const findings = [{ flag: RED_FLAG, evidence: 'Said so twice.', probe: 'Asked again, and said it again.' }]
  await submitLevels(interviewer, scorecardId, { diagnosis: 3, 'right-sizing': 4 }, { findings })
  return { applicationId, candidateId, scorecardId }
}

/** Sends the applications that stand in the place of packets, and votes on those that need it. */
async function sendPackets(by: Viewer, place: Place) {
  for (const name of SENT) {
    const packetId = await send(by, place.packets[name])
    place.packets[name] = packetId
    if (VOTED.includes(name))
      succeeded(
        await sealVote(place.voter, packetId, {
          round: 1,
          choice: 'no_hire',
          reason: 'It does not hold.',
          writeKey: 'vote-once',
        }),
      )
  }
  const read = succeeded(await readPacket(place.voter, place.packets.resolve))
  place.finding = read.reading!.view.flags[0]!.finding
  const decision = {
    outcome: 'no_hire',
    reason: 'Not now.',
    supersedes: null,
    opened: 1,
    writeKey: 'decide-once',
  } as const
  place.decision = succeeded(await recordDecision(place.voter, place.packets.dissent, decision)).id
}

async function send(by: Viewer, applicationId: number): Promise<number> {
  const { seen } = succeeded(await previewPacket(by, applicationId))
  return succeeded(await sendPacket(by, { applicationId, writeKey: `send-once-${applicationId}`, seen })).id
}

function succeeded<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
