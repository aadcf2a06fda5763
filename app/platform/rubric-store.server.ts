import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { canonical } from '~/domain/kit/canonical'
import { parseKit } from '~/domain/kit/parse-kit'
import type { KitProblem } from '~/domain/kit/problem'
import type { Kit } from '~/domain/kit/schema'
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
    const parsed = parseKit(role, await readFolder(path.join(directory, role)), sha256)
    const shown = path.join(path.basename(directory), role)
    if (parsed.ok) kits.push({ kit: parsed.kit, canonical: canonical(parsed.kit), hash: parsed.hash })
    else problems.push(...parsed.problems.map((problem) => ({ ...problem, file: path.join(shown, problem.file) })))
  }
  served = kits
  found = problems
  return { kits, problems }
}

async function roleFolders(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort()
  } catch (error) {
    throw new StartError(`The kits' folder ${directory} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/**
 * Texts of all files in a role folder, by path with forward slashes; dot-files and Markdown are not part of a kit.
 * Line ends are those of Unix whatever wrote the file, so that a table saved by a spreadsheet is the same table.
 */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.md'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const texts = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).map((text) =>
    text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'),
  )
  return new Map(
    files.map((file, index) => [path.relative(folder, file).split(path.sep).join('/'), texts[index] ?? '']),
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
