import { connection } from '~/platform/db.server'

/**
 * Text columns that hold no words of an organisation but what the code reads: codes, ids of kit files, hashes, keys, names
 * of time zones. A word planted there would be an error and no canary.
 */
const CODES: Record<string, readonly string[]> = {
  AuditEntry: ['act', 'hash', 'previousHash', 'subjectType'],
  AuditHead: ['hash'],
  AuditVerification: ['hash', 'passHash'],
  CalibrationRun: ['inputHash', 'modelVersion', 'resume', 'diagnostics'],
  CandidateImport: ['failure'],
  CandidateLink: ['prompt', 'tokenHash'],
  Decision: ['writeKey'],
  Device: ['tokenHash'],
  Erasure: ['reason', 'xid'],
  InterviewPrompt: ['kit', 'prompt'],
  Job: ['role'],
  KitCriterion: ['calibrationKey', 'category', 'key'],
  KitDraftChange: ['clientKey', 'contentHash', 'turnKey'],
  KitInterview: ['key'],
  KitNote: ['criterion', 'kit'],
  KitRedFlag: ['key'],
  // Read by its hash, which both organisations have in common.
  KitVersion: ['content', 'hash', 'kit', 'version'],
  OrganisationKit: ['key'],
  Packet: ['hash', 'writeKey'],
  PromptLimit: ['kit'],
  PromptRetirement: ['kit', 'prompt'],
  QueueJob: ['key', 'lastError', 'lockedBy', 'name', 'payload'],
  RunComponent: ['name'],
  RunCriterionScore: ['criterion'],
  ScorecardVersion: ['writeKey', 'xid'],
  Session: ['tokenHash'],
  Text: ['format', 'hash', 'kind', 'salt'],
  Token: ['tokenHash'],
  User: ['passwordHash', 'timeZone'],
  Vote: ['writeKey'],
  WriteKey: ['act', 'contentHash', 'key'],
}

type Column = { table: string; column: string }

/** Every text column of a table that holds the organisation's rows, but for codes; and its own name. */
async function columns(): Promise<Column[]> {
  const found = await connection().rows<Column>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns c
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb') AND is_generated = 'NEVER'
       AND EXISTS (SELECT 1 FROM information_schema.columns o WHERE o.table_schema = 'public'
         AND o.table_name = c.table_name AND o.column_name = 'organisationId')
     ORDER BY 1, 2`,
  )
  return [
    ...found.filter(({ table, column }) => !CODES[table]?.includes(column)),
    { table: 'Organisation', column: 'name' },
  ]
}

/** With the word at the end; in JSON at the end of every string of several words, since the others are codes. */
function planted(value: string, word: string): string {
  if (/^[[{]/.test(value)) {
    try {
      return JSON.stringify(JSON.parse(value), (_key, part: unknown) =>
        typeof part === 'string' && part.includes(' ') ? `${part} ${word}` : part,
      )
    } catch {
      // A text that begins with a bracket.
    }
  }
  return /^\S+@\S+$/.test(value) ? `${word}.${value}` : `${value} ${word}`
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Plants a word in every text column of an organisation's rows, past the guards that keep them as they are.
 *
 * @returns the columns in which it now stands
 */
export async function plantCanary(organisationId: number, word: string): Promise<string[]> {
  const names: string[] = []
  for (const { table, column } of await columns()) {
    const key = table === 'Organisation' ? 'id' : '"organisationId"'
    const rows = await connection().rows<{ at: string; value: string }>(
      `SELECT ctid::text AS at, "${column}"::text AS value FROM "${table}" WHERE ${key} = ${organisationId} AND "${column}" IS NOT NULL`,
    )
    const changed = rows.map(({ at, value }) => ({ at, value, next: planted(value, word) }))
    const updates = changed
      .filter(({ value, next }) => next.includes(word) && next !== value)
      .map(({ at, next }) => `UPDATE "${table}" SET "${column}" = ${quoted(next)} WHERE ctid = '${at}';`)
    if (updates.length === 0) continue
    // A guard is a trigger; in this role none runs, until the transaction of this one statement ends.
    await connection().runScript(
      `DO $plant$ BEGIN PERFORM set_config('session_replication_role', 'replica', true); ${updates.join(' ')} END $plant$`,
    )
    names.push(`${table}.${column}`)
  }
  return names
}
