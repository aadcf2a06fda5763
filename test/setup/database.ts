import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inject } from 'vitest'
import { closeDatabase, openDatabase, type OpenOptions } from '~/platform/db.server'
import { administer } from './postgres'
import type {} from './template-embedded'

/** Which database this test runs on; 'none' where no PostgreSQL was found. */
export const databaseKind = () => inject('template').kind

let drop: () => Promise<void> = async () => {}

/** Where a fresh copy of the migrated database is; without `migrated`, an empty one. */
export async function freshDatabase({ migrated = true } = {}): Promise<{
  options: OpenOptions
  drop: () => Promise<void>
}> {
  const template = inject('template')
  if (template.kind === 'none') throw new Error('no PostgreSQL was found')
  if (template.kind === 'embedded') {
    return { options: { memory: asBlob(migrated ? template.dump : template.empty) }, drop: async () => {} }
  }
  const name = `assay_test_${randomBytes(6).toString('hex')}`
  await administer(template.url, `CREATE DATABASE "${name}" TEMPLATE "${migrated ? template.name : 'template0'}"`)
  const address = new URL(template.url)
  address.pathname = `/${name}`
  return {
    options: { url: address.href },
    drop: () => administer(template.url, `DROP DATABASE "${name}" WITH (FORCE)`),
  }
}

/** The file as a Blob that gives the bytes as they were read: Node's own copies them twice on their way to PGlite. */
function asBlob(file: string): Blob {
  const { buffer, byteOffset, byteLength } = readFileSync(file)
  const whole = byteOffset === 0 && byteLength === buffer.byteLength
  const bytes = whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)
  const blob = new Blob([], { type: 'application/x-tar' })
  return Object.assign(blob, { arrayBuffer: () => Promise.resolve(bytes) })
}

/** Opens the process's database on a fresh copy. Test files need not: open-database.ts does it for each. */
export async function openTestDatabase() {
  const fresh = await freshDatabase()
  drop = fresh.drop
  await openDatabase(fresh.options)
}

export async function closeTestDatabase() {
  await closeDatabase()
  await drop()
  drop = async () => {}
}

/** A fresh database in the middle of a file. */
export async function resetDatabase() {
  await closeTestDatabase()
  await openTestDatabase()
}
