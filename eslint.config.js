import reactHooks from 'eslint-plugin-react-hooks'
import regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'
import { everyFileInProject, noImportCircle } from './test/lint/import-rules.mjs'

/** Import walls: what a room may not import, and why. One call a room: a second would replace the first. */
const walls = (files, ...patterns) => ({
  files,
  ignores: ['**/*.test.*'],
  rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, doors, tablesDoor] }] },
})
const wall = (regex, message) => ({ regex, message })
const rooms = (names) => `^(~|\\.\\.|\\.\\./\\.\\.|\\.\\./\\.\\./\\.\\.)/(${names})(/|$)`
const framework = '^(react|react-dom|@remix-run|express|react-hook-form)(/|$)'
const database = '^(@prisma|@electric-sql|pg|pglite-prisma-adapter)(/|$)|generated/prisma'
const node = '^node:'
const engineOnly = wall('^~/', 'the engine knows only itself')
const engineAndTables = wall('^~/(?!tables$)', 'ratings-file knows the engine and the reader of tables')
const pureEngine = wall(
  `${framework}|${database}|${node}`,
  'only ratings-file reads files; the rest of the engine runs anywhere',
)
/** The engine's doors: its index, what reads files with Node, and what the browser may load. The rest is its own. */
const doors = wall('^~/engine/(?!(ratings-file|interval)$)', 'import from ~/engine')
const tablesDoor = wall('^~/tables/', 'import from ~/tables')

/** A form says for whose session it was made; Remix's own does not. */
const plainForm = {
  regex: '^@remix-run/react$',
  importNames: ['Form'],
  message: 'import Form from ~/components/ui/form',
}

const componentWalls = [
  wall(rooms('tables|services|platform|routes|workers|jobs|integrations|cli|demo'), 'components take props'),
  wall(`${database}|${node}`, 'components run in the browser'),
]

/** A statement that failed inside a transaction ends it: caught there, COMMIT is a ROLLBACK and nobody hears of it. */
const swallowedInTransaction = [
  'CallExpression[callee.name="transaction"] > :function TryStatement[handler]',
  'CallExpression[callee.name="transaction"] > :function CallExpression[callee.property.name="catch"]',
].map((selector) => ({
  selector,
  message:
    'A database error that is caught inside a transaction loses all its writes in silence: use ON CONFLICT, or catch outside.',
}))

/** Loops whose indexes come from the loop itself: an element that is missing there is a fault of the loop. */
const kernels = ['linear-algebra', 'mixed', 'model', 'ordinal', 'probability', 'rasch', 'ratings-file'].map(
  (folder) => `app/engine/${folder}/**`,
)
const tests = ['**/*.test.*', 'test/**']

export default tseslint.config(
  { ignores: ['build', 'data', 'app/generated', 'coverage', 'shots', 'node_modules'] },
  // The rules that need types stand in .oxlintrc.json: its compiler is written in Go and judges them in a tenth of the time.
  { files: ['**/*.{ts,tsx}'], extends: [tseslint.configs.recommended] },
  {
    files: ['**/*.{ts,tsx}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { imports: { rules: { 'no-circle': noImportCircle, 'in-project': everyFileInProject } } },
    rules: {
      'imports/no-circle': 'error',
      'imports/in-project': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment through ~/platform/env.server.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Property[key.name=/^(connect|connectOrCreate|disconnect)$/][value.type="ObjectExpression"]',
          message: 'It rewrites organisationId and can move a row to another organisation: write the scalar id.',
        },
        {
          selector: 'Property[key.name="_count"] > ObjectExpression > Property[key.name="select"]',
          message:
            'It counts the rows of every organisation and then joins: group the table by its key, or read the ids.',
        },
        {
          selector:
            'MemberExpression[object.name="z"][property.name=/^(minLength|maxLength|length|regex|refine|gte|lte|gt|lt)$/]',
          message: 'It does not end validation when it fails: take the check of that name from ~/domain/shared/checks.',
        },
        {
          selector: 'MemberExpression[property.name=/^\\$(queryRaw|executeRaw|queryRawUnsafe|executeRawUnsafe)$/]',
          message: 'Raw SQL stands only in the files that the lint configuration names.',
        },
        ...swallowedInTransaction,
      ],
    },
  },
  {
    // A value that must exist is asked for by `mustExist`, or the type says that it exists.
    files: ['**/*.{ts,tsx}'],
    ignores: [...tests, ...kernels],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    // An expression takes time linear in its text, whatever the text: one quadratic in an address stopped every page.
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: ['test/**', '**/*.test.*'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  // A longer file has more than one subject; blank lines and comments count.
  { files: ['**/*.{ts,tsx,mjs}'], rules: { 'max-lines': ['error', { max: 300 }] } },
  // The checks that end validation are made of zod's own.
  { files: ['app/domain/shared/checks.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.tsx', 'app/components/**/*.ts', 'app/routes/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Raw SQL: locks, the queue, the erasure function, and what only SQL can say.
    files: [
      'app/platform/{audit,queue,queue-schedule,throttle,database-clock,installation-secret,db,migrate,embedded}.server.ts',
      'app/services/**/*.sql.server.ts',
      'app/cli/{bench,crash}.ts',
      '**/*.test.*',
      'test/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: [
      'app/platform/env.server.ts',
      'app/platform/browser.server.ts',
      'vite.config.ts',
      'prisma.config.ts',
      'test/**',
      '**/*.test.*',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['app/engine/**'],
    ignores: ['**/*.test.*', 'app/engine/ratings-file/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [engineOnly, pureEngine] }] },
  },
  {
    files: ['app/engine/ratings-file/**'],
    ignores: ['**/*.test.*'],
    rules: { 'no-restricted-imports': ['error', { patterns: [engineAndTables] }] },
  },
  walls(
    ['app/tables/**'],
    wall('^~/', 'the reader of tables knows only itself'),
    wall(`${framework}|${database}`, 'the reader of tables knows no framework or database'),
  ),
  walls(
    ['app/domain/**'],
    wall(
      rooms('tables|services|platform|components|routes|workers|jobs|integrations|cli|demo'),
      'domain knows the engine and itself',
    ),
    wall(`${framework}|${database}|${node}`, 'domain knows no framework, database or disk'),
  ),
  walls(
    ['app/workers/**'],
    wall(rooms('domain|tables|services|components|routes|jobs|integrations|cli|demo'), 'workers run the engine'),
    wall(`${framework}|${database}`, 'workers know no framework or database'),
  ),
  walls(
    ['app/platform/**'],
    wall(
      rooms('tables|services|components|routes|jobs|integrations|cli|demo|workers|engine'),
      'platform knows domain and itself',
    ),
  ),
  walls(
    ['app/services/**'],
    wall(rooms('components|routes|jobs|cli|demo'), 'services do not know who calls them'),
    wall(framework, 'services know no framework'),
    wall('^(@electric-sql|pg|pglite-prisma-adapter)(/|$)', 'services reach the database through ~/platform/db.server'),
    wall('platform/(session|cookie|device|slow-down|parse|refuse|flash|http)', 'requests and answers belong to routes'),
  ),
  walls(
    ['app/jobs/**'],
    wall(rooms('components|routes|cli|demo|engine|tables|workers'), 'a job calls services'),
    wall(`${framework}|${database}`, 'a job calls services'),
  ),
  walls(['app/components/**'], ...componentWalls, plainForm),
  // The one place that adds the account to Remix's form.
  walls(['app/components/ui/form.tsx'], ...componentWalls),
  walls(
    ['app/routes/**'],
    wall(rooms('jobs|workers|integrations|cli|demo|engine|tables'), 'a route calls services'),
    wall(`${database}`, 'a route calls services'),
    plainForm,
    wall('platform/(db|queue|audit|text|embedded|migrate)', 'a route calls services'),
  ),
  walls(['app/cli/**']),
  walls(
    ['app/demo/**'],
    wall(rooms('components|routes|jobs|integrations|cli|engine|tables|workers'), 'demo makes rows through services'),
    wall(framework, 'demo knows no framework'),
  ),
)
