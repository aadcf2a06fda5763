import path from 'node:path'
import { readArguments } from '~/platform/arguments.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { env } from '~/platform/env.server'
import { run } from '~/platform/run.server'
import { createOrganisation } from '~/services/identity/create-organisation.server'
import { exportFile, importFile } from './organisation/archive'

const USAGE = `Usage: npm run organisation -- NAME --email ADDRESS [--name PERSON] [--time-zone ZONE]
       npm run organisation -- export FILE [--organisation NAME]
       npm run organisation -- import FILE [--name NAME]
The first creates another organisation and prints the link with which its administrator joins.
export writes everything of an organisation to an archive (FILE.tar.gz): every table as JSON Lines with its
schema. Passwords, sessions and links are not in it. --organisation: which one, where there are several.
import makes an organisation of such an archive. --name: another name than the archive's.
With the embedded database, stop the server first.`

const address = () => {
  const { APP_ORIGIN, PORT } = env()
  return APP_ORIGIN ?? `http://127.0.0.1:${PORT}`
}

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  'time-zone': { type: 'string' },
  organisation: { type: 'string' },
  help: { type: 'boolean' },
} as const

async function create(organisation: string, given: { email: string; name?: string; 'time-zone'?: string }) {
  const made = await createOrganisation({
    organisation,
    email: given.email,
    name: given.name ?? given.email,
    timeZone: given['time-zone'] ?? 'UTC',
  })
  if (!made.ok) {
    process.stderr.write(`${made.error.message}\n`)
    return 2
  }
  process.stdout.write(`${address()}/invitation/${made.value.token}\n`)
  return 0
}

await run(async () => {
  const { positionals, values } = readArguments({ allowPositionals: true, options })
  const [first, second] = positionals
  const archive = second !== undefined && (first === 'export' || first === 'import') ? first : null
  const { email } = values
  if (values.help || !first || positionals.length > (archive ? 2 : 1) || (!archive && !email)) {
    process.stderr.write(`${USAGE}\n`)
    return values.help ? 0 : 2
  }
  const { DATABASE_URL, DATA_DIR, INIT_CWD } = env()
  const file = path.resolve(INIT_CWD ?? process.cwd(), second ?? '')
  await openDatabase(DATABASE_URL ? { url: DATABASE_URL } : { folder: path.resolve(DATA_DIR, 'pg') })
  try {
    if (archive === 'export') return await exportFile(file, values.organisation)
    if (archive === 'import') return await importFile(file, values.name, address())
    return email ? await create(first, { ...values, email }) : 2
  } finally {
    await closeDatabase()
  }
})
