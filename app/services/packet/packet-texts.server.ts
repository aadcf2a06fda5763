import type { TextRef } from '~/domain/packet/body'
import type { ErasableEvidence, ErasableText } from '~/domain/packet/packet-view'
import type { StoredText } from '~/domain/packet/verify-packet'
import { readEvidence } from '~/domain/scorecard/evidence'
import type { Prisma } from '~/generated/prisma/client.ts'
import { day } from '~/platform/dates.server'
import type { Tx } from '~/platform/db.server'

export type Texts = {
  rows: StoredText[]
  words: (ref: TextRef) => ErasableText
  evidence: (ref: TextRef) => ErasableEvidence
}

/** Text rows with what is left of their words; in the place of erased ones stands the day of the erasure. */
export async function readTexts(
  reader: Tx,
  where: Prisma.TextWhereInput & { organisationId: number },
  timeZone: string,
): Promise<Texts> {
  const { organisationId } = where
  const rows = await reader.text.findMany({
    where,
    select: { id: true, hash: true, salt: true, format: true, body: true, candidateId: true, userId: true },
  })
  const erased = rows.filter(({ body }) => body === null)
  const erasures =
    erased.length === 0
      ? []
      : await reader.erasure.findMany({
          where: {
            organisationId,
            OR: [
              { candidateId: { in: subjects(erased, 'candidateId') } },
              { userId: { in: subjects(erased, 'userId') } },
            ],
          },
          orderBy: { at: 'asc' },
          select: { candidateId: true, userId: true, at: true },
        })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const erasedOn = (text: number) => {
    const row = byId.get(text)
    const erasure = erasures.find(({ candidateId, userId }) =>
      row?.candidateId != null ? candidateId === row.candidateId : userId === row?.userId,
    )
    return erasure ? day(erasure.at, timeZone) : 'an unknown day'
  }
  return {
    rows,
    words({ text }) {
      const body = byId.get(text)?.body
      return body != null ? { words: body, erasedOn: null } : { words: null, erasedOn: erasedOn(text) }
    },
    evidence({ text }) {
      const row = byId.get(text)
      return row?.body != null
        ? { evidence: readEvidence({ format: row.format, body: row.body }), erasedOn: null }
        : { evidence: null, erasedOn: erasedOn(text) }
    },
  }
}

const subjects = <Key extends 'candidateId' | 'userId'>(
  rows: readonly Record<Key, number | null>[],
  key: Key,
): number[] => [...new Set(rows.map((row) => row[key]).filter((id): id is number => id !== null))]
