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
    template: { kind: 'embedded'; dump: string } | { kind: 'server'; url: string; name: string } | { kind: 'none' }
  }
}

/** One migrated database, dumped to a file that every test file loads into its own memory. */
export default async function setup(project: TestProject) {
  const dump = path.join(projectRoot(), 'node_modules', '.cache', 'assay', `template-${fingerprint()}.tar`)
  if (!existsSync(dump)) {
    mkdirSync(path.dirname(dump), { recursive: true })
    const connection = await connectMemory(undefined)
    await migrate(connection)
    const bytes = await connection.dump!()
    await connection.close()
    const aside = `${dump}.${process.pid}`
    writeFileSync(aside, bytes)
    renameSync(aside, dump)
  }
  project.provide('template', { kind: 'embedded', dump })
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(createRequire(import.meta.url).resolve('@electric-sql/pglite')))
  for (const { name, checksum } of readMigrations(migrationsFolder())) hash.update(name).update(checksum)
  return hash.digest('hex').slice(0, 16)
}
