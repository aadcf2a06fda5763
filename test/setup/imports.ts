import { expect } from 'vitest'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { importCandidates } from '~/services/candidate/import-candidates.server'
import { runImport } from '~/services/candidate/run-import.server'

/** Candidates of the organisation. */
export const countCandidates = (organisationId: number) => db().candidate.count({ where: { organisationId } })

/** Rows that are there whether readers see them or not. */
export const rowsOf = async (importId: number) => {
  const [row] = await db().$queryRaw<{ candidates: number; applications: number }[]>`
    SELECT (SELECT count(*)::int FROM "Candidate" WHERE "importId" = ${importId}::int) AS candidates,
      (SELECT count(*)::int FROM "Application" WHERE "importId" = ${importId}::int) AS applications`
  return row!
}

let files = 0
/** A file of people whom nobody knows yet. */
export const fileOf = (lines: number) => {
  const file = ++files
  return ['name,email', ...Array.from({ length: lines }, (_, at) => `Person ${at},f${file}-${at}@example.org`)].join(
    '\n',
  )
}

type Given = Partial<Parameters<typeof importCandidates>[1]>

/** Confirms the import of a file, of three unknown people unless one is given. */
export async function confirmedImport(viewer: Viewer, given: Given = {}): Promise<number> {
  const text = given.text ?? fileOf(3)
  const done = await importCandidates(viewer, {
    jobId: null,
    skip: false,
    writeKey: `key-${++files}-of-test`,
    ...given,
    text,
  })
  if (!done.ok) throw new Error(done.error.code)
  return done.value.importId
}

/** Does what the queue does with a confirmed import. */
export const runConfirmed = (viewer: Viewer, id: number, signal?: AbortSignal) =>
  runImport({ organisationId: viewer.organisationId, id }, { signal })

/** Writes this many pieces of a hundred lines and is then stopped, as by a server that stops. */
export async function runPieces(viewer: Viewer, id: number, pieces: number) {
  const stop = new AbortController()
  let asked = 0
  const signal = Object.assign(stop.signal, {
    throwIfAborted: () => {
      // Asked twice after each piece (`pace`).
      if (++asked === 2 * pieces - 1) throw new Error('stopped by the test')
    },
  })
  await expect(runConfirmed(viewer, id, signal)).rejects.toThrow('stopped by the test')
}
