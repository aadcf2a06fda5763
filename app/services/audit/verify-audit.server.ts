import { mustExist } from '~/domain/shared/must-exist'
import { chainEnd, CHAIN_START, entryBeyond, verifyEntries, type ChainPosition } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { logger } from '~/platform/logger.server'
import { pace } from '~/platform/pace.server'

/**
 * Entries of one statement: some 10 ms on the embedded database, so that a page that arrives meanwhile waits no longer
 * than that.
 */
const CHUNK = 50

/** A verification from the first entry that was interrupted longer ago than this begins again. */
const PASS_LASTS_MS = 24 * 60 * 60_000

type Options = { signal?: AbortSignal; chunk?: number }
export type Verified = { reached: ChainPosition; broken: number | null }

const findVerification = (organisationId: number) => db().auditVerification.findUnique({ where: { organisationId } })

/**
 * Recomputes what the chain has gained since it was last verified and keeps how far that is. A break that was found stays
 * until a verification from the first entry ends without one.
 */
export async function verifyNewEntries(organisationId: number, options: Options = {}): Promise<Verified> {
  const before = await findVerification(organisationId)
  const from = before ? { number: before.number, hash: before.hash } : CHAIN_START
  if (before && before.brokenNumber !== null) return { reached: from, broken: before.brokenNumber }
  const { reached, broken } = await walk(organisationId, from, options)
  if (reached.number === from.number && broken === null && before) return { reached, broken }
  const at = now()
  await transaction(async (tx) => {
    await tx.auditVerification.createMany({ data: { organisationId, ...from, at }, skipDuplicates: true })
    // Another server may have come further meanwhile: the higher number stays.
    await tx.auditVerification.updateMany({
      where: { organisationId, number: { lte: reached.number } },
      data: { ...reached, at },
    })
    if (broken !== null) await tx.auditVerification.updateMany({ where: { organisationId }, data: found(broken, at) })
  })
  report(organisationId, broken)
  return { reached, broken }
}

/**
 * Recomputes the chain from its first entry. How far it has come is kept after every few chunks, so a process that ends
 * in the middle costs little: the next one goes on from there.
 */
export async function verifyWholeChain(organisationId: number, options: Options = {}): Promise<Verified> {
  const startedAt = now()
  await transaction((tx) =>
    tx.auditVerification.createMany({
      data: { organisationId, ...CHAIN_START, at: startedAt },
      skipDuplicates: true,
    }),
  )
  const before = await findVerification(organisationId)
  const resumes = before?.passStartedAt && startedAt.getTime() - before.passStartedAt.getTime() < PASS_LASTS_MS
  const from =
    resumes && before.passNumber !== null && before.passHash !== null
      ? { number: before.passNumber, hash: before.passHash }
      : CHAIN_START
  await keepPass(
    organisationId,
    from,
    resumes ? mustExist(before.passStartedAt, 'start of the pass that is resumed') : startedAt,
  )
  const { reached, broken } = await walk(organisationId, from, {
    ...options,
    known: before ? { number: before.number, hash: before.hash } : CHAIN_START,
    onReached: (position) => keepPass(organisationId, position, null),
  })
  const at = now()
  const ended = { passNumber: null, passHash: null, passStartedAt: null }
  await transaction(async (tx) => {
    if (broken !== null) {
      await tx.auditVerification.updateMany({ where: { organisationId }, data: { ...ended, ...found(broken, at) } })
      return
    }
    const whole = { ...ended, wholeAt: at, brokenNumber: null, brokenAt: null }
    await tx.auditVerification.updateMany({ where: { organisationId }, data: whole })
    await tx.auditVerification.updateMany({
      where: { organisationId, number: { lte: reached.number } },
      data: { ...reached, at },
    })
  })
  report(organisationId, broken)
  return { reached, broken }
}

/** Every organisation in turn. One whose chain is broken does not keep the others from being verified. */
export async function verifyAllChains(
  verify: (organisationId: number, options: Options) => Promise<Verified>,
  options: Options = {},
): Promise<void> {
  for (const { id } of await db().organisation.findMany({ select: { id: true }, orderBy: { id: 'asc' } })) {
    options.signal?.throwIfAborted()
    await verify(id, options)
  }
}

type Walk = Options & {
  /** What was verified before: the chain must still pass through it, or its end was cut off or written anew. */
  known?: ChainPosition
  onReached?: (position: ChainPosition) => Promise<unknown>
}

/** Chunk by chunk to the end that the chain has now, with the event loop and the database free in between. */
async function walk(
  organisationId: number,
  start: ChainPosition,
  { signal, chunk = CHUNK, known = start, onReached }: Walk,
): Promise<Verified> {
  const { end, beyond } = await transaction(
    async (tx) => {
      const end = await chainEnd(tx, organisationId)
      return { end, beyond: await entryBeyond(tx, organisationId, end.number) }
    },
    { isolationLevel: 'RepeatableRead' },
  )
  if (end.number < known.number || end.number < start.number) return { reached: start, broken: end.number + 1 }
  const othersFirst = pace(signal)
  let reached = start
  for (let chunks = 1; reached.number < end.number; chunks++) {
    const to = reached.number < known.number ? known.number : end.number
    const step = await verifyEntries(db(), organisationId, reached, { to, limit: chunk })
    reached = step.reached
    if (step.broken !== null) return { reached, broken: step.broken }
    if (reached.number === known.number && reached.hash !== known.hash) return { reached, broken: known.number }
    if (onReached && chunks % 10 === 0) await onReached(reached)
    await othersFirst()
  }
  if (reached.hash !== end.hash) return { reached, broken: Math.max(1, end.number) }
  return { reached, broken: beyond }
}

const keepPass = (organisationId: number, { number, hash }: ChainPosition, startedAt: Date | null) =>
  db().auditVerification.updateMany({
    where: { organisationId },
    data: { passNumber: number, passHash: hash, ...(startedAt ? { passStartedAt: startedAt } : {}) },
  })

const found = (brokenNumber: number, brokenAt: Date) => ({ brokenNumber, brokenAt })

function report(organisationId: number, broken: number | null) {
  if (broken !== null) logger.error({ organisationId, entry: broken }, 'the audit chain is broken at this entry')
}
