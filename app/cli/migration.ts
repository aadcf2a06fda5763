import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readArguments } from '~/platform/arguments.server'
import { connectMemory } from '~/platform/connection.server'
import { drift, migrate, migrationsFolder } from '~/platform/migrate.server'
import { migrationName } from '~/platform/migration-files.server'
import { run } from '~/platform/run.server'

/** Writes what the schema has and the migrations lack as a new migration; `--empty` for one to be written by hand. */
await run(async () => {
  const { values, positionals: words } = readArguments({
    allowPositionals: true,
    options: { empty: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help || words.length === 0) {
    process.stderr.write('Usage: npm run migration -- NAME [--empty]\n')
    return values.help ? 0 : 2
  }
  const scratch = await connectMemory(undefined)
  try {
    await migrate(scratch)
    const sql = values.empty ? '' : await drift(scratch)
    if (sql === null) {
      process.stderr.write('The migrations already match prisma/schema.prisma; nothing was written.\n')
      return 0
    }
    const folder = path.join(migrationsFolder(), migrationName(words.join(' '), new Date()))
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'migration.sql'), sql)
    process.stdout.write(`${path.relative(process.cwd(), path.join(folder, 'migration.sql'))}\n`)
    return 0
  } finally {
    await scratch.close()
  }
})
