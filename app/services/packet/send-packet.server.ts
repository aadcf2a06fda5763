import { canonical } from '~/domain/kit/canonical'
import { textRefs, type TextRef } from '~/domain/packet/body'
import { notReady, type NotReady } from '~/domain/packet/readiness'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { writeText } from '~/platform/text.server'
import { assemble, contentHash, type Names } from './assemble-packet.server'
import { visibleRun } from '~/services/calibration/visible-run.server'
import { findForPacket, type ApplicationNotFound } from './find-for-packet.server'
import { packetFacts, type PacketFacts } from './packet-facts.server'
import { readiness } from './preview-packet.server'

export type SendError = ApplicationNotFound | NotReady | { code: 'PREVIEW_STALE'; message: string }

/**
 * Freezes the packet and puts it before the committee. The same key again answers with the same packet. What is frozen
 * is what the recruiter looked at, or nothing: a scorecard or a run that came meanwhile asks for another look.
 */
export const sendPacket = (
  viewer: Viewer,
  given: { applicationId: number; writeKey: string; seen: string },
): Promise<Result<{ id: number }, SendError>> =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const { applicationId, writeKey, seen } = given
    const found = await findForPacket(tx, viewer, applicationId)
    if (!found.ok) return found
    const sent = await tx.packet.findUnique({
      where: { organisationId_applicationId_writeKey: { organisationId, applicationId, writeKey } },
      select: { id: true },
    })
    if (sent) return ok(sent)
    const facts = await packetFacts(tx, organisationId, applicationId, await visibleRun(tx, viewer))
    const [obstacle] = notReady(readiness(facts))
    if (obstacle) return fail(obstacle)
    if (contentHash(facts) !== seen)
      return fail({
        code: 'PREVIEW_STALE',
        message: 'A scorecard or a calibration run arrived after you opened this page. Look at it again, then send it.',
      })

    const frozenAt = now()
    const names = await writeNames(tx, viewer, facts)
    const packet = assemble(facts, names, frozenAt.toISOString())
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
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'packet.sent',
      subject: { type: 'packet', id },
      applicationId,
      detail: { number: packet.number, hash: sha256(body), run: packet.run?.run ?? null },
    })
    return ok({ id })
  })

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
