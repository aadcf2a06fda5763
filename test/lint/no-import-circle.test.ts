import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Linter } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCircle, noImportCircle } from './no-import-circle.mjs'

const FILES = {
  'first.ts': "import { second } from './second'\nexport const first = () => second",
  'second.ts': "export * from './deep/third'\nexport const second = 2",
  'deep/third.ts': "import { first } from '~/first'\nexport const third = () => first()",
  'beside.ts': "import { first } from './first'\nexport const beside = first",
  'row.ts': "import type { Table } from './table'\nexport interface Row { table: Table }",
  'table.ts': "export interface Table { rows: import('./row').Row[] }",
  'lazy.ts': "export const later = () => import('./loaded')",
  'loaded.ts': "import { later } from './lazy'\nexport const again = later",
  'itself.ts': "export { own as renamed } from './itself'\nexport const own = 1",
  'apart.ts': "import path from 'node:path'\nexport const apart = path.sep",
}

let folder: string
let program: ts.Program
const at = (file: string) => path.join(folder, file)

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'import-circle-')))
  mkdirSync(at('deep'))
  for (const [file, text] of Object.entries(FILES)) writeFileSync(at(file), text)
  program = ts.createProgram(Object.keys(FILES).map(at), {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: { '~/*': [at('*')] },
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a circle of imports', () => {
  test.each([
    ['first.ts', ['first.ts', 'second.ts', 'deep/third.ts', 'first.ts']],
    ['deep/third.ts', ['deep/third.ts', 'first.ts', 'second.ts', 'deep/third.ts']],
    ['row.ts', ['row.ts', 'table.ts', 'row.ts']],
    ['loaded.ts', ['loaded.ts', 'lazy.ts', 'loaded.ts']],
    ['itself.ts', ['itself.ts', 'itself.ts']],
  ])('is found from %s, by the shortest way', (file, circle) => {
    expect(findCircle(program, at(file))).toEqual(circle.map(at))
  })

  test.each(['beside.ts', 'apart.ts'])('is not found from %s, which nothing in it imports', (file) => {
    expect(findCircle(program, at(file))).toBeNull()
  })

  test('is a lint error that names the files, and its absence is none', () => {
    const lint = (file: keyof typeof FILES) =>
      new Linter({ cwd: folder }).verify(
        FILES[file],
        {
          files: ['**/*.ts'],
          plugins: { imports: { rules: { 'no-circle': noImportCircle } } },
          rules: { 'imports/no-circle': 'error' },
          languageOptions: {
            parser: tseslint.parser,
            parserOptions: { programs: [program] },
          },
        },
        at(file),
      )
    expect(lint('table.ts').map(({ ruleId, message }) => [ruleId, message])).toEqual([
      [
        'imports/no-circle',
        'Import circle: table.ts → row.ts → table.ts. Move what both sides need into a file of its own.',
      ],
    ])
    expect(lint('apart.ts')).toEqual([])
  })
})
