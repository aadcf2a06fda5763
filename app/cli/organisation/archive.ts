import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { exportOrganisation } from '~/services/archive/export-organisation.server'
import { importOrganisation } from '~/services/archive/import-organisation.sql.server'
import { organisationsNamed } from '~/services/archive/organisations.server'

const say = (line: string) => void process.stderr.write(`${line}\n`)

/** Writes the archive of an organisation. Returns the exit code. */
export async function exportFile(file: string, name: string | undefined): Promise<number> {
  if (existsSync(file)) {
    say(`${file} is there already; give the archive another name or delete that file.`)
    return 2
  }
  const found = await organisationsNamed(name)
  const [one] = found
  if (!one || found.length > 1) {
    if (one)
      say(
        `There are several organisations; name one of them: ${found.map((each) => `--organisation "${each.name}"`).join(' or ')}.`,
      )
    else say(name === undefined ? 'There is no organisation yet.' : `There is no organisation “${name}”.`)
    return 2
  }
  await exportOrganisation(one.id, file, null)
  say(`“${one.name}” was written to ${file}. It holds personal data: keep it as safe as the database.`)
  return 0
}

/** Makes an organisation of an archive. Returns the exit code. */
export async function importFile(file: string, name: string | undefined, address: string): Promise<number> {
  if (!existsSync(file)) {
    say(`${file} does not exist; name the archive that was exported.`)
    return 2
  }
  const made = await readArchive(file, name)
  if (!made.ok) {
    say(`${file}: ${made.error.message}`)
    return 2
  }
  const { name: organisation, rows, exportedAt } = made.value
  say(`“${organisation}” was imported as it was at ${exportedAt}: ${rows} rows.`)
  say(
    `Nobody has a password yet: npm run reset-password -- ADDRESS prints a link to choose one; administrators make the others at ${address}/people.`,
  )
  return 0
}

async function readArchive(file: string, name: string | undefined) {
  const unpacked = createGunzip()
  // A failure of either reaches whoever reads `unpacked`.
  void pipeline(createReadStream(file), unpacked).catch(() => undefined)
  try {
    return await importOrganisation(unpacked, name === undefined ? {} : { name })
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code !== 'string' || !/^Z_/.test(code)) throw error
    const message = 'it is not compressed with gzip, or it is damaged. Name a file that "export" has written.'
    return { ok: false as const, error: { code: 'ARCHIVE_WRONG' as const, message } }
  }
}
