import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Migration } from './migration-files.server'

/** Runs a whole script in one transaction, and throws what the database said. */
export type RunScript = (sql: string) => Promise<void>

const filters = { externalTables: [], externalEnums: [] }
const CHAR = 18
const TEXT = 25

// The package keeps one instance for the whole process; a second copy of this module must not replace it under the first.
const shared = globalThis as {
  [key: symbol]: unknown
  PRISMA_WASM_PANIC_REGISTRY?: { set_message: (message: string) => void }
}
const LOADED = Symbol.for('assay.schema-engine')

async function load() {
  shared.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      throw new Error(`Prisma's schema engine broke: ${message}`)
    },
  }
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await readFile(path.join(path.dirname(script), 'schema_engine_bg.wasm'))
  const glue = engine as unknown as WebAssembly.ModuleImports & { __wbg_set_wasm: (exports: unknown) => void }
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': { ...glue, ...quietTimers(glue) },
  })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
}

/** The engine never clears its ten-second timer, which would keep a command alive long after its work. */
const quietTimers = (glue: WebAssembly.ModuleImports) =>
  Object.fromEntries(
    Object.keys(glue)
      .filter((name) => name.startsWith('__wbg_setTimeout'))
      .map((name) => [name, (run: () => void, ms: number) => setTimeout(run, ms).unref()]),
  )

type Columns = { fields: { dataTypeID: number }[]; rows: unknown[] }
type Inner = SqlDriverAdapter & { performIO: (query: SqlQuery) => Promise<Columns> }

/**
 * Three faults of the adapters, which only migrations meet: PGlite's executeScript does not wait, so a migration that
 * fails is recorded as applied; pg's splits at every semicolon, function bodies included; and pg's does not know the
 * type "char", of which the system catalogue is full, so that no comparison with the schema is possible.
 */
function withMigrationFixes(
  factory: SqlMigrationAwareDriverAdapterFactory,
  runScript: RunScript,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const inner = (await factory.connect()) as Inner
      return Object.assign(Object.create(inner) as Inner, {
        executeScript: runScript,
        queryRaw: (query: SqlQuery) => queryRaw(inner, query),
      })
    },
  }
}

async function queryRaw(inner: Inner, query: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await inner.performIO(query)
  const chars = fields.map((field) => field.dataTypeID === CHAR)
  const answered = Object.create(inner, {
    performIO: {
      value: () =>
        Promise.resolve({
          rows,
          fields: fields.map((field, i) => (chars[i] ? { ...field, dataTypeID: TEXT } : field)),
        }),
    },
  }) as Inner
  const result = await (Object.getPrototypeOf(inner) as Inner).queryRaw.call(answered, query)
  return { ...result, columnTypes: result.columnTypes.map((type, i) => (chars[i] ? ColumnTypeEnum.Character : type)) }
}

const listOf = (migrations: readonly Migration[]): MigrationList => ({
  baseDir: 'prisma/migrations',
  shadowDbInitScript: '',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
  })),
})

/** Prisma's schema engine as WebAssembly, over a driver adapter: no native engine, nothing to download. */
export async function openSchemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  runScript: RunScript,
  schema: string,
) {
  shared[LOADED] ??= load()
  await (shared[LOADED] as Promise<void>)
  const files = [{ path: 'schema.prisma', content: schema }]
  const opened: SchemaEngine = await Promise.resolve(
    engine.SchemaEngine.new(
      { datamodels: [['schema.prisma', schema]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(withMigrationFixes(factory, runScript)) as never,
    ),
  )
  return {
    apply: async (migrations: readonly Migration[]) =>
      (await opened.applyMigrations({ migrationsList: listOf(migrations), filters })).appliedMigrationNames,
    markRolledBack: async (migrationName: string) => void (await opened.markMigrationRolledBack({ migrationName })),
    /** The SQL that would bring the database to the schema; null where they agree. */
    async difference(): Promise<string | null> {
      const from = { tag: 'schemaDatasource', files, configDir: '.' } as const
      const to = { tag: 'schemaDatamodel', files } as const
      const result = await opened.diff({ script: true, exitCode: true, filters, from, to })
      return result.exitCode === 2 ? (result.stdout ?? '') : null
    },
    close: () => opened.free(),
  }
}
