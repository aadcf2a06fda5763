import type { TestProjectConfiguration } from 'vitest/config'
import { databaseFiles } from './databases'

const quiet = 'test/setup/console.ts'
const database = ['app/**/*.db.test.ts', 'test/**/*.db.test.ts']

/** Room for young objects: with Node's own 16 MB a twentieth of a sweep's time went into collecting them. */
const ROOM = ['--max-semi-space-size=128', '--min-semi-space-size=32']

const project = (name: string, test: object): TestProjectConfiguration => ({
  extends: true,
  test: { name, restoreMocks: true, execArgv: ROOM, ...test },
})

type DatabaseProject = { name: string; template: string; include: string[]; execArgv?: string[] }

/**
 * Collecting garbage takes more and more of the time as bodies grow to megabytes, so that linear work looks quadratic. With
 * this much room for young objects the measured work is done before anything is collected.
 */
const GROWTH = 'test/routes/growth.db.test.ts'
const WITHOUT_COLLECTING = ['--min-semi-space-size=256', '--max-semi-space-size=256']

/**
 * The database tests: each file on both databases, but for those whose first line says that one will do. `all` runs those
 * on both too. `db-once` is a server where there is one, since the sweeps over all routes that need the embedded database
 * run there.
 */
export function databaseProjects({ all }: { all: boolean }): DatabaseProject[] {
  const { both, one, embedded } = databaseFiles()
  const twice = all ? [...both, ...one] : both
  const template = 'test/setup/template-embedded.ts'
  const kinds = [
    { name: 'db-pglite', template, include: [...twice, ...embedded.filter((file) => file !== GROWTH)] },
    { name: 'growth', template, include: [GROWTH], execArgv: WITHOUT_COLLECTING },
    { name: 'db-postgres', template: 'test/setup/template-server.ts', include: twice },
    { name: 'db-once', template: 'test/setup/template-once.ts', include: all ? [] : one },
  ]
  return kinds.filter(({ include }) => include.length > 0)
}

const databaseProject = ({ name, template, include, execArgv = ROOM }: DatabaseProject) =>
  project(name, {
    environment: 'node',
    // Loading Prisma and PGlite anew for each file took as long as the tests; every file still has a database of its own.
    isolate: false,
    include,
    execArgv,
    globalSetup: [template],
    setupFiles: [quiet, 'test/setup/cheap-scrypt.ts', 'test/setup/open-database.ts'],
    env: { LOG_LEVEL: 'silent' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  })

/** What `vitest` runs. `ALL_DATABASES=1` runs every database test wherever it can. */
export const projects: TestProjectConfiguration[] = [
  project('unit', {
    environment: 'node',
    isolate: false,
    include: ['app/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...database, 'test/browser/**', 'test/server/**'],
    setupFiles: [quiet],
    testTimeout: 120_000,
  }),
  project('components', {
    environment: 'jsdom',
    // A window and React made anew for each file took three quarters of the time; each test leaves the page empty.
    isolate: false,
    include: ['app/**/*.test.tsx', 'test/**/*.test.tsx'],
    exclude: ['test/browser/**'],
    setupFiles: [quiet, 'test/setup/components.ts'],
  }),
  ...databaseProjects({ all: process.env.ALL_DATABASES === '1' }).map(databaseProject),
  project('server', {
    environment: 'node',
    isolate: false,
    include: ['test/server/**/*.test.ts'],
    globalSetup: ['test/setup/build-once.ts', 'test/setup/template-folder.ts'],
    setupFiles: [quiet],
    env: { LOG_LEVEL: 'silent' },
    testTimeout: 240_000,
    hookTimeout: 240_000,
  }),
  project('browser', {
    environment: 'node',
    isolate: false,
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/setup/build-once.ts', 'test/setup/template-folder.ts'],
    setupFiles: [quiet],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  }),
]
