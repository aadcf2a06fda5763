import path from 'node:path'
import { readArguments } from '~/platform/arguments.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { env } from '~/platform/env.server'
import { run } from '~/platform/run.server'
import { resetLinks } from '~/services/identity/reset-links.server'

const USAGE = `Usage: npm run reset-password -- ADDRESS
Prints a link to choose a new password, one for each organisation with this address.
For when no administrator can sign in. With the embedded database, stop the server first.`

await run(async () => {
  const { values, positionals } = readArguments({ allowPositionals: true, options: { help: { type: 'boolean' } } })
  const [address] = positionals
  if (values.help || !address || positionals.length > 1) {
    process.stderr.write(`${USAGE}\n`)
    return values.help ? 0 : 2
  }
  const { DATABASE_URL, DATA_DIR, APP_ORIGIN, PORT } = env()
  await openDatabase(DATABASE_URL ? { url: DATABASE_URL } : { folder: path.resolve(DATA_DIR, 'pg') })
  try {
    const links = await resetLinks(address)
    if (links.length === 0) {
      process.stderr.write(`No account with the address ${address} can sign in.\n`)
      return 2
    }
    for (const { organisation, token } of links)
      process.stdout.write(`${organisation}: ${APP_ORIGIN ?? `http://127.0.0.1:${PORT}`}/reset/${token}\n`)
    return 0
  } finally {
    await closeDatabase()
  }
})
