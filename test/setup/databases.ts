import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import path from 'node:path'

/** On which databases a file of tests runs: each of the two, either of them, or the embedded one. */
export type Databases = 'both' | 'one' | 'embedded'

const MARKS: [Databases, RegExp][] = [
  ['one', /^\/\/ Runs on one database: \S.*\.$/],
  ['embedded', /^\/\/ Runs on the embedded database: \S.*\.$/],
]

/**
 * What the first line of a file of tests says, with the reason; without such a line it runs on both. ADR 28 says which
 * tests may do with one.
 */
export function databasesIn(firstLine: string): Databases {
  const mark = MARKS.find(([, line]) => line.test(firstLine))
  if (mark) return mark[0]
  // A misspelt mark would run the file where it cannot run, or twice without anybody noticing.
  if (/^\/\/ *runs? on/i.test(firstLine)) throw new Error(`No such mark of databases: ${firstLine}`)
  return 'both'
}

/** Every file of tests on a database, by where it runs. */
export function databaseFiles(root = '.'): Record<Databases, string[]> {
  const files: Record<Databases, string[]> = { both: [], one: [], embedded: [] }
  for (const room of ['app', 'test'])
    for (const name of readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.db.test.ts')) continue
      const file = path.posix.join(room, ...name.split(path.sep))
      files[databasesIn(firstLineOf(path.join(root, file)))].push(file)
    }
  return files
}

function firstLineOf(file: string): string {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(400)
    return bytes.toString('utf8', 0, readSync(handle, bytes)).split('\n', 1)[0]!.trimEnd()
  } finally {
    closeSync(handle)
  }
}
