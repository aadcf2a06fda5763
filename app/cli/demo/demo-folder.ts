import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { administrator, emailOf, hiringManager, recruiter } from '~/demo/people'
import { loadExample } from '~/demo/example-organisation'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { env } from '~/platform/env.server'
import { hashPassword } from '~/platform/password.server'
import { loadKits } from '~/platform/rubric-store.server'

/** Somebody of the example organisation who can sign in. */
export type DemoPerson = { name: string; role: string; email: string; password: string }

const SEED = 20_261_121

const WORTH_SIGNING_IN_AS: readonly [name: string, role: string][] = [
  [recruiter, 'recruiter'],
  ['Bruno Keller', 'interviewer, the most severe'],
  ['Camila Rojas', 'interviewer'],
  ['Sofia Marchetti', 'interviewer, the most lenient'],
  ['Amara Nwosu', 'committee member'],
  ['Henrik Dahl', 'committee member'],
  ['Priya Raman', 'committee member'],
  [hiringManager, 'hiring manager of one job'],
  [administrator, 'administrator'],
]

const signInFile = (folder: string) => path.join(folder, 'sign-in.json')

/**
 * Whom to sign in as. Loads the example organisation into `folder` if it is not there; a load that was cut short leaves
 * nothing that the next one would take for whole. Passwords are random, and kept beside the data for the next start.
 */
export async function demoPeople(folder: string): Promise<DemoPerson[]> {
  if (!existsSync(path.join(folder, 'pg'))) await load(folder)
  return JSON.parse(await readFile(signInFile(folder), 'utf8')) as DemoPerson[]
}

async function load(folder: string): Promise<void> {
  const begun = Date.now()
  const loading = path.join(folder, 'loading')
  await rm(loading, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  process.stderr.write('Loading the example organisation: 60 candidates, about a minute …\n')
  const people = WORTH_SIGNING_IN_AS.map(([name, role]) => {
    const password = randomBytes(9).toString('base64url')
    return { name, role, email: emailOf(name), password }
  })
  const hashes = new Map(
    await Promise.all(people.map(async ({ name, password }) => [name, await hashPassword(password)] as const)),
  )
  await loadKits(path.resolve(env().RUBRICS_DIR))
  await openDatabase({ folder: loading })
  try {
    let told = 0
    await loadExample({
      seed: SEED,
      now: new Date(),
      passwordHashOf: (name) => hashes.get(name),
      progress: (done, of) => {
        if (done < of / 2 || told++ > 0) return
        process.stderr.write('Half of it is loaded …\n')
      },
    })
  } finally {
    await closeDatabase()
  }
  await writeFile(signInFile(folder), JSON.stringify(people), { mode: 0o600 })
  await rename(loading, path.join(folder, 'pg'))
  await rm(`${loading}.lock`, { recursive: true, force: true })
  process.stderr.write(`Loaded in ${Math.round((Date.now() - begun) / 1000)} s.\n`)
}

export const signInLines = (people: readonly DemoPerson[]): string => {
  const width = (of: (person: DemoPerson) => string) => Math.max(...people.map((person) => of(person).length))
  const [role, email] = [width((person) => person.role), width((person) => person.email)]
  return people
    .map((person) => `  ${person.role.padEnd(role)}  ${person.email.padEnd(email)}  ${person.password}\n`)
    .join('')
}
