import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyFileInProject, findCircle, noImportCircle } from './import-rules.mjs'

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
  'part/one.ts': "import { two } from './two'\nexport const one = () => two",
  'part/two.ts': "import { one } from './one'\nexport const two = () => one",
  'elsewhere/unseen.ts': 'export const unseen = 1',
  'apart.ts': "import path from 'node:path'\nexport const apart = path.sep",
}

let folder: string
const at = (file: string) => path.join(folder, file)

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'import-circle-')))
  for (const name of ['deep', 'part', 'elsewhere']) mkdirSync(at(name))
  for (const [file, text] of Object.entries(FILES)) writeFileSync(at(file), text)
  const options = { module: 'ESNext', moduleResolution: 'Bundler', paths: { '~/*': ['./*'] } }
  const references = [{ path: './part' }]
  writeFileSync(at('tsconfig.json'), JSON.stringify({ include: ['*', 'deep'], compilerOptions: options, references }))
  const part = { extends: '../tsconfig.json', include: ['*'], compilerOptions: { composite: true }, references: [] }
  writeFileSync(at('part/tsconfig.json'), JSON.stringify(part))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a circle of imports', () => {
  test.each([
    ['first.ts', ['first.ts', 'second.ts', 'deep/third.ts', 'first.ts']],
    ['deep/third.ts', ['deep/third.ts', 'first.ts', 'second.ts', 'deep/third.ts']],
    ['row.ts', ['row.ts', 'table.ts', 'row.ts']],
    ['loaded.ts', ['loaded.ts', 'lazy.ts', 'loaded.ts']],
    ['itself.ts', ['itself.ts', 'itself.ts']],
    ['part/one.ts', ['part/one.ts', 'part/two.ts', 'part/one.ts']],
  ])('is found from %s, by the shortest way', (file, circle) => {
    expect(findCircle(folder, at(file))).toEqual(circle.map(at))
  })

  test.each(['beside.ts', 'apart.ts'])('is not found from %s, which nothing in it imports', (file) => {
    expect(findCircle(folder, at(file))).toBeNull()
  })

  test('is a lint error that names the files, and its absence is none', () => {
    expect(lint('table.ts')).toEqual([
      [
        'imports/no-circle',
        'Import circle: table.ts → row.ts → table.ts. Move what both sides need into a file of its own.',
      ],
    ])
    expect(lint('apart.ts')).toEqual([])
  })
})

test('a file that stands in no TypeScript project is a lint error', () => {
  const message = 'This file stands in no TypeScript project: its folder is missing in "include" of tsconfig.json.'
  expect(lint('elsewhere/unseen.ts')).toEqual([['imports/in-project', message]])
})

const rules = { 'no-circle': noImportCircle, 'in-project': everyFileInProject }

function lint(file: keyof typeof FILES) {
  const found = new Linter({ cwd: folder }).verify(
    FILES[file],
    {
      files: ['**/*.ts'],
      plugins: { imports: { rules } },
      rules: { 'imports/no-circle': 'error', 'imports/in-project': 'error' },
      languageOptions: { parser: tseslint.parser },
    },
    at(file),
  )
  return found.map(({ ruleId, message }) => [ruleId, message])
}
