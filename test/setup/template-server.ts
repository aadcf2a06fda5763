import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { connectServer } from '~/platform/connection.server'
import { migrate } from '~/platform/migrate.server'
import { administer, startServer } from './postgres'
import './template-embedded'

/** A server with one migrated database, of which every test file gets a copy of its own. */
export default async function setup(project: TestProject) {
  const end = await provideServer(project)
  if (end) return end
  process.stderr.write(
    '\n*** SKIPPED: the database tests on PostgreSQL. Neither TEST_DATABASE_URL nor installed binaries were found ***\n\n',
  )
  project.provide('template', { kind: 'none' })
}

/** Compiling the plan of a query, or looking after a table, takes longer than any query on a dozen rows. */
const FOR_MANY_SMALL_DATABASES = ['jit=off', 'autovacuum=off']

/** Starts the server and says how to end it; null where there is none. */
export async function provideServer(project: TestProject): Promise<(() => Promise<void>) | null> {
  const server = await startServer(FOR_MANY_SMALL_DATABASES)
  if (!server) return null
  const name = `assay_template_${randomBytes(4).toString('hex')}`
  await administer(server.url('postgres'), `CREATE DATABASE "${name}" TEMPLATE template0`)
  const connection = await connectServer(server.socketUrl(name))
  try {
    await migrate(connection)
  } finally {
    await connection.close()
  }
  project.provide('template', { kind: 'server', url: server.socketUrl('postgres'), name })
  return async () => {
    await administer(server.url('postgres'), `DROP DATABASE "${name}" WITH (FORCE)`)
    await server.stop()
  }
}
