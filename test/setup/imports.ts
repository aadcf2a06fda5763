import type { LinesShown } from '~/domain/candidate-import/settings'
import { expect } from 'vitest'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import type { LineChoices } from '~/domain/candidate-import/settings'
import { confirmImport } from '~/services/candidate-import/confirm-import.server'
import { readPreview } from '~/services/candidate-import/read-preview.server'
import { runImport } from '~/services/candidate-import/run-import.server'
import { findUpload, storeUpload } from '~/services/candidate-import/uploads.server'

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

/** Stores pasted lines as a table that waits to be imported. */
export async function uploadText(viewer: Viewer, text: string, jobId: number | null = null): Promise<number> {
  const stored = await storeUpload(viewer, { name: 'pasted lines', bytes: new TextEncoder().encode(text) }, jobId)
  if (!stored.ok) throw new Error(stored.error.message)
  return stored.value.uploadId
}

type Given = { text: string; jobId: number | null; skip: boolean; writeKey: string } & Partial<LineChoices>

/** Confirms the import of a table that waits, as it stands. */
export async function confirmUpload(viewer: Viewer, uploadId: number, given: Omit<Given, 'text' | 'jobId'>) {
  const found = await findUpload(viewer, uploadId)
  const { skip, writeKey, known = 'leave-out', lines = {} } = given
  const revision = found.ok ? found.value.revision : 1
  return confirmImport(viewer, { uploadId, revision, skip, writeKey, choices: { known, lines } })
}

/** Uploads lines and confirms their import. */
export const importText = async (viewer: Viewer, { text, jobId, ...given }: Given) =>
  confirmUpload(viewer, await uploadText(viewer, text, jobId), given)

/** What the preview of these lines shows. */
export async function previewText(viewer: Viewer, text: string, jobId: number | null = null, show: LinesShown = 'all') {
  const preview = await readPreview(viewer, await uploadText(viewer, text, jobId), { show, after: null })
  if (!preview.ok) throw new Error(preview.error.code)
  return preview.value
}

/** Confirms the import of a file, of three unknown people unless one is given. */
export async function confirmedImport(viewer: Viewer, given: Partial<Given> = {}): Promise<number> {
  const text = given.text ?? fileOf(3)
  const writeKey = `key-${++files}-of-test`
  const done = await importText(viewer, { jobId: null, skip: false, writeKey, ...given, text })
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
      // Asked once after each piece (`pace`).
      if (++asked === pieces) throw new Error('stopped by the test')
    },
  })
  await expect(runConfirmed(viewer, id, signal)).rejects.toThrow('stopped by the test')
}
