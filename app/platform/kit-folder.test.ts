import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseKit } from '~/domain/kit/parse-kit'
import { growthProblem } from '../../test/setup/growth'
import { kitFolder } from '../../test/setup/kit-folder'
import { loadKits } from './rubric-store.server'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'rubrics-'))
  await write('data-engineer', kitFolder())
})
afterEach(() => rm(directory, { recursive: true }))

async function write(role: string, files: ReadonlyMap<string, string | Buffer>) {
  for (const [file, text] of files) {
    const place = path.join(directory, role, file)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, text)
  }
}

const at = (file: string) => path.join(directory, 'broken', file)

/** A second kit, broken by the test: the first is served, and these are the problems of the second. */
async function problemsOf(break_: () => Promise<unknown>) {
  await write('broken', kitFolder())
  await break_()
  const { kits, problems } = await loadKits(directory)
  expect(kits.map(({ kit }) => kit.id)).toEqual(['data-engineer'])
  for (const { file, line, column, message } of problems) {
    expect(file).toContain('broken')
    expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
    expect(message).toMatch(/^[^\n]+[.?]$/)
  }
  return problems.map(({ file, line, message }) => `${path.basename(file)}:${line} ${message}`)
}

const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`)
  .join('\n')}\n`

describe('a kit file of any content is one sentence with file and line, and the other kits are served', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['aliases that multiply', bomb, /^kit.yaml:\d+ Aliases .* write it out\.$/],
    ['an alias inside itself', 'id: &a\n  b: *a\n', /^kit.yaml:2 This alias \(\*name\) is inside what it names/],
    ['an alias of nothing', 'id: *a\n', /^kit.yaml:1 A text that begins with \* needs quotes/],
    ['a merge key', 'id: &a {b: c}\nname:\n  <<: *a\n', /^kit.yaml:1 Expected a text, found a block of keys\./],
    ['a merge key of no block', 'id: x\nname:\n  <<: y\n', /^kit.yaml:3 After << stands the name of a block of keys/],
    ['the key __proto__', 'id: x\n__proto__:\n  admin: true\n', /^kit.yaml:2 The key "__proto__" is not known here\.$/],
    ['a list as a key', '? [a, b]\n: 1\n', /^kit.yaml:1 A key is one word or number/],
    ['brackets without an end', '['.repeat(100_000), /^kit.yaml:1 /],
    ['blocks in blocks', Array.from({ length: 1_300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), /^kit.yaml:\d+ /],
    ['dashes', '- '.repeat(20_000), /^kit.yaml:\d+ .*nested too deeply/],
    ['a tag', 'id: !!js/function "x"\n', /^kit.yaml:1 Tags \(!name\) are not used/],
    ['a directive', '%YAML 1.1\n---\nid: 2020-01-01\n', /^kit.yaml:\d+ /],
    ['a second document', 'id: x\n---\nid: y\n', /^kit.yaml:2 A second document begins here/],
    ['a key given twice', 'id: x\nid: y\n', /^kit.yaml:2 This key appears a second time/],
    ['nothing', '', /^kit.yaml:1 Expected a block of keys, found nothing\.$/],
    ['a list', '- a\n', /^kit.yaml:1 Expected a block of keys, found a list\.$/],
    ['bytes', Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7919) % 256)), /^kit.yaml:\d+ /],
    ['UTF-16', Buffer.from('id: data-engineer\n', 'utf16le'), /^kit.yaml:\d+ /],
    ['2 MB', 'a: b\n'.repeat(400_000), /^kit.yaml:1 This file is larger than 1 MB/],
    ['control characters', 'id: x\nname: "a\u0007b"\n', /^kit.yaml:\d+ /],
  ])('%s', async (_, content, sentence) => {
    const [first] = await problemsOf(() => writeFile(at('kit.yaml'), content))
    expect(first).toMatch(sentence)
  })

  test('control characters and text-direction marks, written as such or escaped', async () => {
    const named = (name: string) =>
      writeFile(at('kit.yaml'), kitFolder().get('kit.yaml')!.replace('Data engineer', name))
    for (const [name, sentence] of [
      ['Data\u0007 engineer', 'kit.yaml:2 Remove the control character (U+0007) after “Data”.'],
      ['"Data\\0 engineer"', 'kit.yaml:2 Remove the control character (U+0000) after “Data”.'],
      ['"Data\\u202e engineer"', 'kit.yaml:2 Remove the hidden text-direction mark (U+202E) after “Data”.'],
      ['"Data\\u200b engineer"', 'kit.yaml:2 Remove the invisible character (U+200B) after “Data”.'],
      ['"Data\\nengineer"', 'kit.yaml:2 Remove the line break (U+000A) after “Data”.'],
    ])
      expect(await problemsOf(() => named(name!)), name).toContain(sentence)
  })

  test('a link to the whole disk, of which no more is read than a kit may have', async () => {
    const link = async () => {
      await rm(path.join(directory, 'broken'), { recursive: true })
      await symlink('/', path.join(directory, 'broken'))
    }
    expect(await problemsOf(link)).toEqual([
      'broken:1 This folder holds more than 1,000 files; a kit has at most that many.',
    ])
  })

  test('many large files, which are not held at once', async () => {
    const megabyte = 'a: b\n'.repeat(200_000)
    const fill = () => Promise.all(Array.from({ length: 12 }, (_, n) => writeFile(at(`prompts/${n}.yaml`), megabyte)))
    expect(await problemsOf(fill)).toEqual([
      'broken:1 The files of this folder are larger than 10 MB together, the most that a kit may have.',
    ])
  })

  test('a folder, a link without an end, a pipe and a socket named like files', async () => {
    for (const [make, sentence] of [
      [() => mkdir(at('prompts/folder.yaml')), 'folder.yaml:1 A folder stands here, where a file was expected.'],
      [
        () => symlink('nowhere', at('prompts/dangling.yaml')),
        'dangling.yaml:1 This link leads nowhere; put the file itself here.',
      ],
      [
        () => symlink('loop.yaml', at('prompts/loop.yaml')),
        'loop.yaml:1 This link leads to itself; put the file itself here.',
      ],
      [
        () => symlink('/dev/zero', at('prompts/zero.yaml')),
        'zero.yaml:1 This is neither a file nor a folder; take it out of the kit.',
      ],
      [
        async () => execFileSync('mkfifo', [at('prompts/pipe.yaml')]),
        'pipe.yaml:1 This is neither a file nor a folder; take it out of the kit.',
      ],
    ] as const) {
      expect(await problemsOf(make)).toEqual([sentence])
      await rm(path.join(directory, 'broken'), { recursive: true })
    }
  })

  test('a name that a terminal would obey, or that takes several lines, is shown on one line', async () => {
    const problems = await problemsOf(() => writeFile(at('prompts/a\u001b[31m\nb.yaml'), ''))
    expect(problems).toContain('a\uFFFD[31m\uFFFDb.yaml:1 Expected a block of keys, found nothing.')
  })

  test('a link to a file of the kernel, which says that it is empty, is not read: some would keep their reader waiting', async () => {
    const link = async () => {
      await rm(at('kit.yaml'))
      await symlink('/proc/self/status', at('kit.yaml'))
    }
    expect(await problemsOf(link)).toEqual(['kit.yaml:1 Expected a block of keys, found nothing.'])
  })

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    expect(await problemsOf(() => chmod(at('kit.yaml'), 0))).toEqual([
      'kit.yaml:1 The server may not read this file; give it the right to.',
    ])
  })

  test('too many files', async () => {
    const many = async () => {
      for (let n = 0; n <= 1_000; n++) await writeFile(at(`prompts/p${n}.yaml`), '')
    }
    expect(await problemsOf(many)).toEqual([expect.stringMatching(/holds more than 1,000 files/)])
  })
})

test('a kit mounted by links, as containers do it, is read; dot-folders are not', async () => {
  await rm(path.join(directory, 'data-engineer'), { recursive: true })
  await write('.store', kitFolder())
  await symlink('.store', path.join(directory, 'data-engineer'))
  await write('.store', new Map([['.git/HEAD', 'ref']]))
  const { kits, problems } = await loadKits(directory)
  expect([kits.map(({ kit }) => kit.id), problems]).toEqual([['data-engineer'], []])
})

test('whatever is changed in a file, there is a kit or there are sentences, and nothing is thrown', () => {
  const names = [...kitFolder().keys()]
  const pieces = [
    '*a',
    '&a ',
    '<<: ',
    '? ',
    '- ',
    '[',
    '{',
    '"',
    "'",
    '|\n',
    '>\n',
    '!!set ',
    '%',
    '\t',
    '\u0000',
    '__proto__: ',
    'constructor: ',
    ': ',
    '.nan',
    '.inf',
    '-0',
    '0x1',
    '\ud800',
    '\u202e',
    '~',
    '---\n',
    '# ',
    '\n',
    '1e999',
  ]
  const change = fc.record({
    file: fc.constantFrom(...names),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(200),
    piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 20, unit: 'binary' })),
    times: fc.constantFrom(1, 1, 1, 3, 500),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const files = kitFolder()
      for (const { file, place, cut, piece, times } of changes) {
        const text = files.get(file)!
        const from = Math.floor(place * text.length)
        files.set(file, text.slice(0, from) + piece.repeat(times) + text.slice(from + cut))
      }
      const parsed = parseKit('data-engineer', files, (text) => `${text.length}`)
      if (parsed.ok) return
      expect(parsed.problems.length).toBeGreaterThan(0)
      for (const { line, column, message } of parsed.problems) {
        expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
        expect(message).toMatch(/[.?]$/)
        expect(message).not.toMatch(/\n|Invalid input|undefined|\[object/)
      }
    }),
    { numRuns: 300, interruptAfterTimeLimit: 60_000 },
  )
})

test.each<[string, (lines: number) => string]>([
  ['keys', (n) => Array.from({ length: n }, (_, at) => `k${at}: 1`).join('\n')],
  ['the same key', (n) => 'k: 1\n'.repeat(n)],
  ['aliases', (n) => `id: &a x\nname: [${Array(n).fill('*a').join(', ')}]\n`],
  ['anchors', (n) => `name: [${Array.from({ length: n }, (_, at) => `&a${at} x`).join(', ')}]\n`],
  ['blank lines', (n) => `id: x\n${'  \n'.repeat(n)}`],
  ['mistakes', (n) => `name: [${Array(n).fill('{a: 1}').join(', ')}]\n`],
])('a file of many %s takes time linear in its length', async (_, of) => {
  const problem = await growthProblem(1_000, (size) => {
    const files = kitFolder().set('kit.yaml', of(size))
    return () => parseKit('data-engineer', files, (text) => `${text.length}`)
  })
  expect(problem).toBeNull()
})
