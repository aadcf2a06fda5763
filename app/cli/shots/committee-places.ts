import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { emailOf } from '~/demo/people'
import { readBody } from '~/domain/packet/verify-packet'
import type { Role, Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import type { Result } from '~/domain/shared/result'
import { paths } from '~/paths'
import { db } from '~/platform/db.server'
import { overrideCommittee } from '~/services/decision/override-committee.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { liftRecusal } from '~/services/recusal/lift-recusal.server'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'
import { ADMINISTRATOR, RECRUITER, VOTERS, type Place } from './place'

/** Packets in every state of the vote, and what the committee's rule and recusals add to other pages (ADR 016). */
export async function committeePlaces(organisationId: number): Promise<Place[]> {
  const places: Place[] = []
  const left = await readPackets(organisationId)
  const take = (fits: (packet: Packet) => boolean) => {
    const at = left.findIndex((packet) => fits(packet) && readerOf(packet))
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const show = (name: string, fits: (packet: Packet) => boolean) => {
    const found = take(fits)
    if (found) places.push({ name, as: mustExist(readerOf(found), 'voter who may read the packet'), path: paths.packet(found.id) })
  }
  show('packet-vote', unvoted)
  show('packet-sealed', (packet) => packet.votes.length > 0 && !opened(packet))
  const divided = take(unvoted)
  if (divided) places.push(...(await dividedPlaces(divided)))
  const overridden = take(undecided)
  if (overridden) places.push(...(await overriddenPlaces(overridden)))
  const stuck = take(unvoted)
  if (stuck) places.push(...(await quorumLostPlaces(stuck)))
  show('packet-opened', undecided)
  show('packet-hire', ({ decisions }) => decisions.some(({ outcome }) => outcome === 'hire'))
  show('packet-no-hire', ({ decisions }) => decisions.some(({ outcome }) => outcome === 'no_hire'))
  show('packet-more-signal', ({ decisions }) => decisions.some(({ outcome }) => outcome === 'more_signal'))
  return [
    { name: 'home-committee', as: mustExist(VOTERS[0], 'first voter'), path: paths.home() },
    { name: 'committee', as: mustExist(VOTERS[0], 'first voter'), path: paths.committee() },
    ...places,
    ...(await recusalPlaces(organisationId)),
  ]
}

type User = { organisationId: number; id: number; name: string | null; timeZone: string }

/** Packets with the voters who can vote on them. */
async function readPackets(organisationId: number) {
  const users = await db().user.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
  const packets = await db().packet.findMany({
    where: { organisationId },
    include: { votes: true, decisions: true, application: { select: { recusals: true, jobId: true } } },
    orderBy: { id: 'asc' },
  })
  return packets.map((packet) => {
    const { job, voters } = readBody(packet.body)
    const can = (id: number) =>
      voters?.some(({ person }) => person === id) && !packet.application.recusals.some(({ userId }) => userId === id)
    return { ...packet, quorum: job.quorum, voters: users.filter(({ id }) => can(id)) }
  })
}
type Packet = Awaited<ReturnType<typeof readPackets>>[number]

const readerOf = ({ voters }: Packet) => VOTERS.find((name) => voters.some((voter) => voter.name === name))
const opened = ({ votes, quorum }: Packet) => votes.length >= quorum
const unvoted = ({ votes, decisions }: Packet) => votes.length === 0 && decisions.length === 0
const undecided = (packet: Packet) => opened(packet) && packet.decisions.length === 0

/** Votes that give no outcome a majority, as a voter and as somebody outside the committee meets them. */
async function dividedPlaces(packet: Packet): Promise<Place[]> {
  const choices = ['hire', 'no_hire', 'more_signal'] as const
  for (const [at, voter] of packet.voters.slice(0, packet.quorum).entries())
    done(
      await sealVote(viewerOf(voter, 'committee_member'), packet.id, {
        round: 1,
        choice: mustExist(choices[at % choices.length], 'choice of the voter'),
        reason: 'The two interviews disagree on what matters most here, and I weigh the second one more.',
        writeKey: randomUUID(),
      }),
    )
  return [
    { name: 'packet-rule-unmet', as: mustExist(readerOf(packet), 'voter who may read the packet'), path: paths.packet(packet.id) },
    { name: 'packet-override', as: ADMINISTRATOR, path: paths.packet(packet.id), act: openOverride },
    { name: 'packet-override-refused', as: ADMINISTRATOR, path: paths.packet(packet.id), act: sendEmptyOverride },
  ]
}

const openOverride = (page: Page) => page.getByText('Record a decision that the votes do not support').click()

async function sendEmptyOverride(page: Page) {
  await openOverride(page)
  await page.getByRole('button', { name: 'Override the committee’s rule' }).click()
  await page.getByText('Choose hire, no hire or more evidence needed.').waitFor()
}

async function overriddenPlaces(packet: Packet): Promise<Place[]> {
  const administrator = await person(packet.organisationId, ADMINISTRATOR, 'administrator')
  const made = await overrideCommittee(administrator, packet.id, {
    outcome: 'more_signal',
    reason: 'One more interview on debugging, with somebody who has not met the candidate.',
    overrideReason: 'The third voter is away until January, and the candidate has another offer for this week.',
    supersedes: null,
    opened: 1,
    writeKey: randomUUID(),
  })
  done(made)
  return [{ name: 'packet-overridden', as: mustExist(readerOf(packet), 'voter who may read the packet'), path: paths.packet(packet.id) }]
}

/** So many voters recuse themselves that the quorum cannot be reached. */
async function quorumLostPlaces(packet: Packet): Promise<Place[]> {
  const { voters, quorum, applicationId } = packet
  const reader = mustExist(readerOf(packet), 'voter who may read the packet')
  const others = voters.filter(({ name }) => name !== reader)
  for (const voter of others.slice(0, voters.length - quorum + 1))
    done(
      await recuseFromApplication(viewerOf(voter, 'committee_member'), applicationId, {
        reason: 'We worked in the same team until last year.',
      }),
    )
  return [
    { name: 'packet-quorum-lost', as: reader, path: paths.packet(packet.id) },
    { name: 'committee-quorum-lost', as: reader, path: paths.committee() },
    { name: 'application-quorum-lost', as: RECRUITER, path: paths.application(applicationId) },
    { name: 'home-recruiter-quorum-lost', as: RECRUITER, path: paths.home() },
  ]
}

/** An application with a recusal in force and one that was lifted, for a recruiter and for the recused person. */
async function recusalPlaces(organisationId: number): Promise<Place[]> {
  const { id } = await db().application.findFirstOrThrow({
    where: { organisationId, state: 'open', packets: { none: {} }, loop: { isNot: null } },
    orderBy: { id: 'desc' },
  })
  const [lifted, recused] = [mustExist(VOTERS[0], 'first voter'), mustExist(VOTERS[1], 'second voter')]
  for (const name of [lifted, recused]) {
    const voter = await person(organisationId, name, 'committee_member')
    done(await recuseFromApplication(voter, id, { reason: 'We worked in the same team until last year.' }))
    if (name !== lifted) continue
    const administrator = await person(organisationId, ADMINISTRATOR, 'administrator')
    const reason = 'Another candidate of the same name was meant.'
    done(await liftRecusal(administrator, id, { person: voter.userId, reason }))
  }
  return [
    { name: 'application-recusals', as: RECRUITER, path: paths.application(id), act: openRecusals },
    { name: 'application-recused', as: recused, path: paths.application(id) },
  ]
}

async function openRecusals(page: Page) {
  for (const words of ['Lift the recusal of', 'Recuse myself from this application'])
    await page.locator('summary', { hasText: words }).click()
}

const person = async (organisationId: number, name: string, role: Role) =>
  viewerOf(await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(name) } }), role)

const viewerOf = ({ organisationId, id, name, timeZone }: User, role: Role): Viewer => ({
  organisationId,
  userId: id,
  name: name ?? '',
  timeZone,
  grants: [{ role, jobId: null }],
})

function done(result: Result<unknown, { code: string }>) {
  if (!result.ok) throw new Error(`A state for the pictures could not be made: ${result.error.code}`)
}
