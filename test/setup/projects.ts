import type { TestProjectConfiguration } from 'vitest/config'

const quiet = 'test/setup/console.ts'
const database = ['app/**/*.db.test.ts', 'test/**/*.db.test.ts']

const project = (name: string, test: object): TestProjectConfiguration => ({
  extends: true,
  test: { name, restoreMocks: true, ...test },
})

const databaseProject = (name: string, template: string, exclude: string[] = []) =>
  project(name, {
    environment: 'node',
    // Loading Prisma and PGlite anew for each file took as long as the tests; every file still has a database of its own.
    isolate: false,
    include: database,
    exclude,
    globalSetup: [template],
    setupFiles: [quiet, 'test/setup/open-database.ts'],
    env: { LOG_LEVEL: 'silent' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  })

/** What `vitest` runs: the database tests twice, once on each database. */
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
    include: ['app/**/*.test.tsx', 'test/**/*.test.tsx'],
    exclude: ['test/browser/**'],
    setupFiles: [quiet, 'test/setup/components.ts'],
  }),
  databaseProject('db-pglite', 'test/setup/template-embedded.ts'),
  // Who may do what, and what a hostile value is answered, is decided before a database is reached; statements and indexes
  // are the same on both. One will do for these.
  databaseProject('db-postgres', 'test/setup/template-server.ts', [
    'test/routes/access.db.test.ts',
    'test/routes/blind-runs.db.test.ts',
    'test/routes/growth.db.test.ts',
    'test/routes/hostile.db.test.ts',
    'test/routes/plans.db.test.ts',
  ]),
  project('server', {
    environment: 'node',
    include: ['test/server/**/*.test.ts'],
    globalSetup: ['test/setup/build-once.ts'],
    setupFiles: [quiet],
    env: { LOG_LEVEL: 'silent' },
    testTimeout: 240_000,
    hookTimeout: 240_000,
  }),
  project('browser', {
    environment: 'node',
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/setup/build-once.ts'],
    setupFiles: [quiet],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  }),
]
