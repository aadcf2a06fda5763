import type { TestProjectConfiguration } from 'vitest/config'

const quiet = 'test/setup/console.ts'
const database = ['app/**/*.db.test.ts', 'test/**/*.db.test.ts']

const project = (name: string, test: object): TestProjectConfiguration => ({
  extends: true,
  test: { name, restoreMocks: true, ...test },
})

const databaseProject = (
  name: string,
  template: string,
  { include = database, exclude = [] as string[], execArgv = [] as string[] } = {},
) =>
  project(name, {
    environment: 'node',
    // Loading Prisma and PGlite anew for each file took as long as the tests; every file still has a database of its own.
    isolate: false,
    include,
    exclude,
    execArgv,
    globalSetup: [template],
    setupFiles: [quiet, 'test/setup/cheap-scrypt.ts', 'test/setup/open-database.ts'],
    env: { LOG_LEVEL: 'silent' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  })

/**
 * Who may do what, and which arguments queries get, is decided before a database is reached, so one will do: a server where
 * there is one, since the sweeps below run on the embedded database.
 */
const ONCE = ['access', 'blind-runs', 'recused', 'two-organisations', 'undefined'].map(
  (name) => `test/routes/${name}.db.test.ts`,
)
/**
 * The time that a statement takes, the number of the next transaction and the plans can be told in one process alone;
 * what `blind` proves here, `blind-runs` proves on a server.
 */
const EMBEDDED = ['blind', 'hostile', 'other-account', 'plans'].map((name) => `test/routes/${name}.db.test.ts`)

/**
 * Collecting garbage takes more and more of the time as bodies grow to megabytes, so that linear work looks quadratic. With
 * this much room for young objects the measured work is done before anything is collected.
 */
const GROWTH = ['test/routes/growth.db.test.ts']
const WITHOUT_COLLECTING = ['--min-semi-space-size=256', '--max-semi-space-size=256']

/** What `vitest` runs: the database tests twice, once on each database, but for those that one will do for. */
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
  databaseProject('db-pglite', 'test/setup/template-embedded.ts', { exclude: [...ONCE, ...GROWTH] }),
  databaseProject('db-postgres', 'test/setup/template-server.ts', { exclude: [...ONCE, ...EMBEDDED, ...GROWTH] }),
  databaseProject('growth', 'test/setup/template-embedded.ts', { include: GROWTH, execArgv: WITHOUT_COLLECTING }),
  databaseProject('db-once', 'test/setup/template-once.ts', { include: ONCE }),
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
