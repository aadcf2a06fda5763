import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { StartError } from './start-error.server'

export type Migration = { name: string; sql: string; checksum: string }

/** Plain Prisma Migrate folders, in the order in which they are applied. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) throw new StartError(`The migrations folder ${folder} is missing from the installation.`)
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return names.sort().map((name) => {
    const file = path.join(folder, name, 'migration.sql')
    if (!existsSync(file)) throw new StartError(`The migration ${name} has no migration.sql.`)
    const sql = readFileSync(file, 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** `<timestamp>_<name>`, as Prisma names its folders; the time in UTC. */
export function migrationName(words: string, at: Date): string {
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14)
  const name = words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('_')
  if (name === '') throw new StartError('A migration needs a name of letters or digits.')
  return `${stamp}_${name}`
}
