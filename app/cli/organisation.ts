import path from 'node:path'
import { readArguments } from '~/platform/arguments.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { env } from '~/platform/env.server'
import { run } from '~/platform/run.server'
import { createOrganisation } from '~/services/identity/create-organisation.server'

const USAGE = `Usage: npm run organisation -- NAME --email ADDRESS [--name PERSON] [--time-zone ZONE]
Creates another organisation and prints the link with which its administrator joins.
With the embedded database, stop the server first.`

await run(async () => {
  const { positionals, values } = readArguments({
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      'time-zone': { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [organisation] = positionals
  if (values.help || !organisation || !values.email || positionals.length > 1) {
    process.stderr.write(`${USAGE}\n`)
    return values.help ? 0 : 2
  }
  const { DATABASE_URL, DATA_DIR, APP_ORIGIN, PORT } = env()
  await openDatabase(DATABASE_URL ? { url: DATABASE_URL } : { folder: path.resolve(DATA_DIR, 'pg') })
  try {
    const made = await createOrganisation({
      organisation,
      email: values.email,
      name: values.name ?? values.email,
      timeZone: values['time-zone'] ?? 'UTC',
    })
    if (!made.ok) {
      process.stderr.write(`${made.error.message}\n`)
      return 2
    }
    process.stdout.write(`${APP_ORIGIN ?? `http://127.0.0.1:${PORT}`}/invitation/${made.value.token}\n`)
    return 0
  } finally {
    await closeDatabase()
  }
})
