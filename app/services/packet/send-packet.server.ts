import { canonical } from '~/domain/kit/canonical'
import { textRefs, type TextRef } from '~/domain/packet/body'
import { notReady, type NotReady } from '~/domain/packet/readiness'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { writeText } from '~/platform/text.server'
import { recordWrite, findEarlierWrite } from '../write-key.server'
import { assemblePacket, contentHash, type Names } from './assemble-packet.server'
import { visibleRun } from '~/services/calibration/visible-run.server'
import { findApplicationForPacket, type ApplicationNotFound } from './find-application-for-packet.server'
import { packetFacts, type PacketFacts } from './packet-facts.server'
import { readiness } from './preview-packet.server'

export type SendError =
  ApplicationNotFound | NotReady | { code: 'PREVIEW_STALE' | 'WRITE_KEY_CONFLICT'; message: string }

/**
 * Freezes the packet and puts it before the committee. The same form again answers with the same packet; its key with
 * another content is a conflict. What is frozen is what the recruiter looked at, or nothing: a scorecard or a run that
 * came meanwhile asks for another look.
 */
export const sendPacket = (
  viewer: Viewer,
  given: { applicationId: number; writeKey: string; seen: string },
): Promise<Result<{ id: number }, SendError>> =>
  retryIfKeyTaken(() => transaction((tx) => writePacket(tx, viewer, given)))

const OTHER_CONTENT =
  'A packet was sent from this form before, with other content; nothing was sent now. Load the page again to see what would be sent.'
const SEEN_STALE =
  'What this page shows has changed since you opened it: a scorecard, a calibration run, the voters, or a packet that was sent meanwhile. Look at it again, then send it.'

async function writePacket(
  tx: Tx,
  viewer: Viewer,
  { applicationId, writeKey, seen }: { applicationId: number; writeKey: string; seen: string },
): Promise<Result<{ id: number }, SendError>> {
  const { organisationId, userId } = viewer
  const found = await findApplicationForPacket(tx, viewer, applicationId)
  if (!found.ok) return found
  const sent = await tx.packet.findUnique({
    where: { organisationId_applicationId_writeKey: { organisationId, applicationId, writeKey } },
    select: { id: true, frozenById: true },
  })
  const write = { key: writeKey, act: 'packet.sent', content: { applicationId, seen } }
  const before = await findEarlierWrite(tx, viewer, write)
  if (!before.ok || (sent && sent.frozenById !== userId))
    return fail({ code: 'WRITE_KEY_CONFLICT', message: OTHER_CONTENT })
  if (sent) return ok({ id: sent.id })
  const facts = await packetFacts(tx, organisationId, applicationId, await visibleRun(tx, viewer))
  const [obstacle] = notReady(readiness(facts))
  if (obstacle) return fail(obstacle)
  if (contentHash(facts) !== seen) return fail({ code: 'PREVIEW_STALE', message: SEEN_STALE })

  const frozenAt = now()
  const names = await writeNames(tx, viewer, facts)
  const packet = assemblePacket(facts, names, frozenAt.toISOString())
  const body = canonical(packet)
  const { id } = await tx.packet.create({
    data: {
      organisationId,
      applicationId,
      number: packet.number,
      runId: packet.run?.run ?? null,
      body,
      hash: sha256(body),
      writeKey,
      frozenAt,
      frozenById: userId,
    },
    select: { id: true },
  })
  await tx.packetText.createMany({
    data: textRefs(packet).map(({ text }) => ({ organisationId, packetId: id, textId: text })),
  })
  await recordWrite(tx, viewer, write, id)
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: 'packet.sent',
    subject: { type: 'packet', id },
    applicationId,
    detail: { number: packet.number, hash: sha256(body), run: packet.run?.run ?? null },
  })
  return ok({ id })
}

/** What the packet shows of people's names, copied: a row may change its name, the packet may not. */
async function writeNames(tx: Tx, { organisationId, userId }: Viewer, facts: PacketFacts): Promise<Names> {
  const identity = { organisationId, authorId: userId, kind: 'identity' } as const
  const write = async (subject: { candidateId: number } | { userId: number }, body: string): Promise<TextRef> => {
    const { id, hash } = await writeText(tx, { ...identity, subject, body })
    return { text: id, hash }
  }
  const candidate = await write({ candidateId: facts.candidate.id }, facts.candidate.name)
  const people = new Map<number, TextRef>()
  for (const person of facts.people) people.set(person.userId, await write({ userId: person.userId }, person.name))
  return { candidate, people }
}
