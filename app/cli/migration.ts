import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { connectMemory } from '~/platform/connection.server'
import { drift, migrate, migrationsFolder } from '~/platform/migrate.server'
import { migrationName } from '~/platform/migration-files.server'
import { run } from '~/platform/run.server'
import { StartError } from '~/platform/start-error.server'

/** Writes what the schema has and the migrations lack as a new migration; `--empty` for one to be written by hand. */
await run(async () => {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  if (words.length === 0) throw new StartError('Usage: npm run migration -- NAME [--empty]')
  const scratch = await connectMemory(undefined)
  try {
    await migrate(scratch)
    const sql = process.argv.includes('--empty') ? '' : await drift(scratch)
    if (sql === null) {
      process.stderr.write('The migrations already make what prisma/schema.prisma says; nothing was written.\n')
      return
    }
    const folder = path.join(migrationsFolder(), migrationName(words.join(' '), new Date()))
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'migration.sql'), sql)
    process.stdout.write(`${path.relative(process.cwd(), path.join(folder, 'migration.sql'))}\n`)
  } finally {
    await scratch.close()
  }
})
