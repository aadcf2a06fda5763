import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { canonical } from '~/domain/kit/canonical'
import { parseKit } from '~/domain/kit/parse-kit'
import type { KitProblem } from '~/domain/kit/problem'
import type { Kit } from '~/domain/kit/schema'
import { readKitFolder } from './kit-folder.server'
import { logger } from './logger.server'
import { StartError } from './start-error.server'

/** A sound kit with the text that is stored when a job pins it, and that text's hash. */
export type ServedKit = { kit: Kit; canonical: string; hash: string }

let served: readonly ServedKit[] = []
let found: readonly KitProblem[] = []

/** What the last `loadKits` could not read, with file, line and reason. */
export function kitProblems(): readonly KitProblem[] {
  return found
}

/** The kits read by the last `loadKits`, in order of their ids. */
export function servedKits(): readonly ServedKit[] {
  return served
}

export function servedKit(role: string): ServedKit | null {
  return served.find(({ kit }) => kit.id === role) ?? null
}

/**
 * Reads every role folder in `directory` and serves the sound ones from now on. A folder with a
 * problem is left out whole and reported; it never takes another kit with it.
 */
export async function loadKits(directory: string): Promise<{ kits: readonly ServedKit[]; problems: KitProblem[] }> {
  const kits: ServedKit[] = []
  const problems: KitProblem[] = []
  const { folders, loose } = await entriesOf(directory)
  for (const name of loose)
    problems.push({ file: printable(path.join(path.basename(directory), name)), line: 1, column: 1, message: LOOSE })
  for (const role of folders) {
    const shown = path.join(path.basename(directory), role)
    const report = (found: readonly KitProblem[]) =>
      problems.push(...found.map((problem) => ({ ...problem, file: printable(path.join(shown, problem.file)) })))
    const folder = await readKitFolder(path.join(directory, role))
    if (folder.problems.length > 0) {
      report(folder.problems)
      continue
    }
    try {
      const parsed = parseKit(role, folder.files, sha256)
      if (parsed.ok) kits.push({ kit: parsed.kit, canonical: canonical(parsed.kit), hash: parsed.hash })
      else report(parsed.problems)
    } catch (error) {
      // A fault of ours must not stop the start because of one folder; it is written down to be found.
      logger.error({ error, role }, 'a kit could not be checked')
      report([{ file: 'kit.yaml', line: 1, column: 1, message: 'This kit could not be checked; the log says why.' }])
    }
  }
  served = kits
  found = problems
  return { kits, problems }
}

/** A file's name for a terminal and a page: one line, and nothing that a terminal obeys. */
const printable = (name: string) => name.replace(/\p{Cc}/gu, '\uFFFD')

const LOOSE =
  'A kit is a folder, and nothing reads a file beside the folders; move this file into one, or draft a kit from a table with npm run kits -- --from FILE.'

/** The folders of kits, and files beside them that somebody may take for kits. */
async function entriesOf(directory: string): Promise<{ folders: string[]; loose: string[] }> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    const seen = await Promise.all(
      entries
        .filter(({ name }) => !name.startsWith('.'))
        .map(async (entry) => ({ name: entry.name, folder: entry.isDirectory() || (await leadsToFolder(entry)) })),
    )
    const names = (wanted: boolean) => seen.flatMap(({ name, folder }) => (folder === wanted ? [name] : [])).sort()
    return { folders: names(true), loose: names(false).filter((name) => /\.ya?ml$/i.test(name)) }
  } catch (error) {
    throw new StartError(`The kits' folder ${directory} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

const leadsToFolder = async (entry: Dirent): Promise<boolean> =>
  entry.isSymbolicLink() &&
  (await stat(path.join(entry.parentPath, entry.name)).then(
    (found) => found.isDirectory(),
    () => false,
  ))

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
