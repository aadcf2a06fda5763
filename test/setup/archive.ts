import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CHECKSUMS, MANIFEST, type Manifest } from '~/domain/archive/manifest'
import { exportOrganisation } from '~/services/archive/export-organisation.server'
import { importOrganisation } from '~/services/archive/import-organisation.sql.server'
import { readTar, writeTar, type ArchiveFile } from '~/services/archive/tar'

const filesOf = async (bytes: Uint8Array) => {
  const read: ArchiveFile[] = []
  for await (const file of readTar(source(bytes))) read.push(file)
  return read
}
export async function* source(bytes: Uint8Array, piece = 10_000) {
  for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece)
}

/** The archive of an organisation, by way of a file. */
export async function exported(organisationId: number): Promise<ArchiveFile[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-archive-'))
  const file = path.join(folder, 'archive.tar.gz')
  try {
    await exportOrganisation(organisationId, file, null)
    return await filesOf(gunzipSync(await readFile(file)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The files as a tar again. */
export async function packed(of: readonly ArchiveFile[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const given = async function* () {
    yield* of
  }
  for await (const part of writeTar(given(), new Date(0))) parts.push(part)
  return Buffer.concat(parts)
}

export const imported = async (of: readonly ArchiveFile[], name?: string) =>
  importOrganisation(source(await packed(of)), name === undefined ? {} : { name })

/** What two archives of the same organisation have in common: all but the time, the name and what follows from these. */
export const comparable = (of: readonly ArchiveFile[]): Record<string, unknown> =>
  Object.fromEntries(
    of
      .filter(({ name }) => name !== CHECKSUMS)
      .map(({ name, content }): [string, unknown] => {
        const text = Buffer.from(content).toString('utf8')
        if (name !== MANIFEST) return [name, text]
        const manifest = JSON.parse(text) as Manifest
        return [name, { ...manifest, exportedAt: '', organisation: { ...manifest.organisation, name: '' } }]
      }),
  )

export const countOf = (of: readonly ArchiveFile[], table: string) =>
  of
    .filter(({ name }) => name.includes(`/tables/${table}/`))
    .reduce((sum, { content }) => sum + Buffer.from(content).toString('utf8').split('\n').length - 1, 0)

/** The archive as a version wrote it that did not have a table yet. */
export function withoutTable(of: readonly ArchiveFile[], table: string): ArchiveFile[] {
  const sum = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
  const kept = of.filter(({ name }) => !name.includes(`/tables/${table}/`) && !name.endsWith(`/${table}.json`))
  const files = kept.map((file) => {
    if (file.name !== MANIFEST) return file
    const manifest = JSON.parse(Buffer.from(file.content).toString('utf8')) as Manifest
    const tables = manifest.tables.filter(({ name }) => name !== table)
    return { ...file, content: Buffer.from(`${JSON.stringify({ ...manifest, tables }, null, 2)}\n`) }
  })
  const lines = files
    .filter(({ name }) => name !== CHECKSUMS)
    .map(({ name, content }) => `${sum(content)}  ${name.replace(/^[^/]+\//, '')}\n`)
  return files.map((file) => (file.name === CHECKSUMS ? { ...file, content: Buffer.from(lines.join('')) } : file))
}
