import { buildPacket, type PacketSource } from '~/domain/packet/build-packet'
import type { PacketBody, TextRef } from '~/domain/packet/body'
import { canonical } from '~/domain/kit/canonical'
import { mustExist } from '~/domain/shared/must-exist'
import { sha256 } from '~/platform/secret.server'
import type { PacketFacts } from './packet-facts.server'

/** Where the names stand: texts of their own when frozen. */
export type Names = { candidate: TextRef; people: ReadonlyMap<number, TextRef> }

export function assemblePacket(facts: PacketFacts, names: Names, frozenAt: string): PacketBody {
  const source: PacketSource = {
    ...facts.source,
    frozenAt,
    candidate: { candidate: facts.candidate.id, name: names.candidate },
    people: facts.people.map(({ userId, severity }) => ({
      person: userId,
      name: mustExist(names.people.get(userId), `name of user ${userId}`),
      severity,
    })),
  }
  return buildPacket(source)
}

/** Names as they stand now, with ids that no row has: a preview writes nothing. */
export function currentNames(facts: PacketFacts): Names & { words: ReadonlyMap<number, string> } {
  const words = new Map<number, string>([[-1, facts.candidate.name]])
  const people = new Map<number, TextRef>()
  facts.people.forEach(({ userId, name }, at) => {
    words.set(-2 - at, name)
    people.set(userId, { text: -2 - at, hash: '' })
  })
  return { candidate: { text: -1, hash: '' }, people, words }
}

/** The same for the same content whenever it is built: what a recruiter has looked at is what is sent. */
export const contentHash = (facts: PacketFacts): string => {
  const names = currentNames(facts)
  return sha256(canonical([assemblePacket(facts, names, ''), [...names.words]]))
}
