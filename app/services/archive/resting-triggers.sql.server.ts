import { ARCHIVED_TABLES } from '~/domain/archive/tables'
import type { Tx } from '~/platform/db.server'

/** Triggers that give rows their place in the order of events (ADR 015): rows of an archive bring theirs. */
const ORDER_TRIGGERS: readonly [trigger: string, table: string, columns: readonly string[]][] = [
  ['order_grant', 'Grant', ['grantedOrder', 'revokedOrder']],
  ['order_scorecard', 'Scorecard', ['assignedOrder', 'releasedOrder']],
  ['order_version', 'ScorecardVersion', ['writtenOrder']],
  ['order_run', 'CalibrationRun', ['storedOrder']],
  ['order_packet', 'Packet', ['frozenOrder']],
]

/** These, and the one by which only a migration writes the voters of earlier packets. */
const RESTING = [...ORDER_TRIGGERS, ['refuse_insert', 'PacketVoter']] as const

const switchTriggers = async (tx: Tx, state: 'DISABLE' | 'ENABLE') => {
  for (const [trigger, table] of RESTING)
    await tx.$executeRawUnsafe(`ALTER TABLE "${table}" ${state} TRIGGER ${trigger}`)
}

/**
 * From here to `wakeTriggers`, both within one transaction, rows keep the place in the order of events that they bring.
 * No other writer gets to these tables meanwhile. All other guards stay in force.
 */
export const restTriggers = (tx: Tx) => switchTriggers(tx, 'DISABLE')
export const wakeTriggers = (tx: Tx) => switchTriggers(tx, 'ENABLE')

/**
 * Moves every sequence beyond the numbers that the organisation brought. Taken number by number, because setting a
 * sequence could put it back under a number that another server has just taken.
 */
export async function moveSequences(tx: Tx, organisationId: number) {
  for (const { name, single } of ARCHIVED_TABLES)
    if (!single)
      await advance(
        tx,
        `pg_get_serial_sequence('"${name}"', 'id')`,
        `SELECT max(id) FROM "${name}" ${ours}`,
        organisationId,
      )
  const highest = ORDER_TRIGGERS.flatMap(([, table, columns]) =>
    columns.map((column) => `SELECT max("${column}") AS number FROM "${table}" ${ours}`),
  )
  await advance(tx, `'event_order'`, `SELECT max(number) FROM (${highest.join(' UNION ALL ')}) o`, organisationId)
}

const ours = 'WHERE "organisationId" = $1::int'

const advance = (tx: Tx, sequence: string, highest: string, organisationId: number) =>
  tx.$queryRawUnsafe(
    `WITH needed AS (SELECT (${highest}) AS most)
     SELECT count(nextval((${sequence})::regclass))::int AS taken
     FROM needed, generate_series(coalesce(pg_sequence_last_value((${sequence})::regclass), 0) + 1, coalesce(needed.most, 0))`,
    organisationId,
  )
