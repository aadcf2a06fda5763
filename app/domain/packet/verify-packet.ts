import type { PacketBody } from './body'
import { EARLIER_SCHEMA, PACKET_SCHEMA, textRefs } from './body'

/** A text row as stored; words and salt are null once erased. */
export interface StoredText {
  id: number
  hash: string
  salt: string | null
  /** How the body is to be read (`domain/scorecard/evidence`). */
  format: string
  body: string | null
}

export interface Verification {
  /** The bytes still have the hash that was stored with them. */
  body: boolean
  /** Ids of texts that are missing, carry another hash than the packet says, or words that do not match theirs. */
  brokenTexts: number[]
  erasedTexts: number[]
}

export const holds = ({ body, brokenTexts }: Verification): boolean => body && brokenTexts.length === 0

/** Reads frozen bytes. @throws on bytes that are no packet of a known schema: that is damage, not input. */
export function readBody(bytes: string): PacketBody {
  const body = JSON.parse(bytes) as PacketBody
  if (body.schema === EARLIER_SCHEMA) return { ...body, voters: null }
  if (body.schema !== PACKET_SCHEMA) throw new Error(`Unknown packet schema ${String(body.schema)}`)
  return body
}

/**
 * Checks bytes against their hash and every text against the hash that the bytes hold. Erased words cannot be checked
 * and need not be: their row still has to carry the same hash. Bytes that fail are not read any further.
 */
export function verifyPacket(
  packet: { body: string; hash: string },
  texts: readonly StoredText[],
  hashes: { ofBytes: (bytes: string) => string; ofText: (salt: string, body: string, format: string) => string },
): Verification {
  if (hashes.ofBytes(packet.body) !== packet.hash) return { body: false, brokenTexts: [], erasedTexts: [] }
  const rows = new Map(texts.map((text) => [text.id, text]))
  const brokenTexts: number[] = []
  const erasedTexts: number[] = []
  for (const ref of textRefs(readBody(packet.body))) {
    const row = rows.get(ref.text)
    if (row?.hash !== ref.hash) brokenTexts.push(ref.text)
    else if (row.body === null || row.salt === null) erasedTexts.push(ref.text)
    else if (hashes.ofText(row.salt, row.body, row.format) !== ref.hash) brokenTexts.push(ref.text)
  }
  return { body: true, brokenTexts, erasedTexts }
}
