import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectMemory } from '~/platform/connection.server'
import { migrate, migrationsFolder } from '~/platform/migrate.server'
import { readMigrations } from '~/platform/migration-files.server'
import { projectRoot } from '~/platform/project-root.server'

declare module 'vitest' {
  interface ProvidedContext {
    template:
      | { kind: 'embedded'; dump: string; empty: string }
      | { kind: 'server'; url: string; name: string }
      | { kind: 'none' }
  }
}

/** One migrated database, dumped to a file that every test file loads into its own memory; and an empty one. */
export default async function setup(project: TestProject) {
  const { dump, empty } = await makeDumps()
  project.provide('template', { kind: 'embedded', dump, empty })
}

/** The files of the dumps, made where they are missing; `whole` still has the databases that new ones are copied from. */
export async function makeDumps(): Promise<{ dump: string; empty: string; whole: string }> {
  const folder = path.join(projectRoot(), 'node_modules', '.cache', 'assay')
  const of = (kind: string) => path.join(folder, `${kind}-${fingerprint()}.tar`)
  const [dump, empty, whole] = [of('template'), of('empty'), of('whole')]
  if (!existsSync(dump)) {
    mkdirSync(folder, { recursive: true })
    const connection = await connectMemory(undefined)
    save(empty, await connection.dump!())
    await migrate(connection)
    save(whole, await connection.dump!())
    // Two thirds of the files, which took as much of the time of opening a copy.
    await connection.rows('UPDATE pg_database SET datistemplate = false')
    for (const name of ['template0', 'template1']) await connection.rows(`DROP DATABASE ${name}`)
    await connection.rows('CHECKPOINT')
    save(dump, await connection.dump!())
    await connection.close()
  }
  return { dump, empty, whole }
}

function save(file: string, bytes: Uint8Array) {
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, bytes)
  renameSync(aside, file)
}

function fingerprint() {
  const hash = createHash('sha256')
    .update('3')
    .update(readFileSync(createRequire(import.meta.url).resolve('@electric-sql/pglite')))
  for (const { name, checksum } of readMigrations(migrationsFolder())) hash.update(name).update(checksum)
  return hash.digest('hex').slice(0, 16)
}
