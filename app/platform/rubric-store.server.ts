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
  for (const role of await roleFolders(directory)) {
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

async function roleFolders(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    const folders = await Promise.all(
      entries
        .filter(({ name }) => !name.startsWith('.'))
        .map(async (entry) => ({ name: entry.name, folder: entry.isDirectory() || (await leadsToFolder(entry)) })),
    )
    return folders
      .filter(({ folder }) => folder)
      .map(({ name }) => name)
      .sort()
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
