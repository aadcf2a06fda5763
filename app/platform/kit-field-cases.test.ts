import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { calibrationCasesFile, criteriaFile } from '~/domain/kit/schema'
import { readYaml } from '~/domain/kit/yaml-file'
import { broken, kitFolder } from '../../test/setup/kit-folder'
import { loadKits } from './rubric-store.server'

/** Field case 25 and others of its kind: YAML as people write it, and folders as they come to be. */
const fieldCase = (file: string) =>
  readFile(path.resolve(import.meta.dirname, '../../test/golden/field-cases', file), 'utf8')

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'rubrics-'))
  await write('data-engineer', kitFolder())
})
afterEach(() => rm(directory, { recursive: true }))

async function write(role: string, files: ReadonlyMap<string, string | Buffer>) {
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(directory, role, file)), { recursive: true })
    await writeFile(path.join(directory, role, file), text)
  }
}

/** The problems of a second kit with this file, beside one that is served all the same. */
async function problemsWith(file: string, content: string | Buffer) {
  const kit = kitFolder().get('kit.yaml')!.replace('id: data-engineer', 'id: broken')
  await write('broken', kitFolder().set('kit.yaml', kit).set(file, ''))
  await write('broken', new Map([[file, content]]))
  const { kits, problems } = await loadKits(directory)
  expect(kits.map(({ kit }) => kit.id)).toContain('data-engineer')
  return problems.map(
    ({ file, line, message }) =>
      `${path.relative(path.join(path.basename(directory), 'broken'), file)}:${line} ${message}`,
  )
}

describe('field case 25', () => {
  test('101 aliases of one anchor are read', async () => {
    const read = readYaml('calibration-cases.yaml', await fieldCase('alias.yaml'), calibrationCasesFile)
    expect(read.ok && Object.keys(read.yaml.value.calibration_cases[0]!.levels).length).toBeGreaterThan(100)
    expect(read.ok && read.yaml.value.calibration_cases[0]!.levels.c57).toEqual({
      level: 'not assessed',
      because: 'The interview had no time for this criterion at all.',
    })
    // The kit beside it is another one: what does not fit is told with its line.
    expect(await problemsWith('calibration-cases.yaml', await fieldCase('alias.yaml'))).toEqual([
      'calibration-cases.yaml:3 There is no interview "debugging".',
    ])
  })

  test('a merge key brings what the block does not say itself', async () => {
    const read = readYaml('criteria.yaml', await fieldCase('merge2.yaml'), criteriaFile)
    const [first, second] = read.ok ? read.yaml.value.criteria : []
    expect(second).toEqual({ ...first, id: 'right-sizing', name: 'Right sizing of solutions' })
  })

  test('a scale from -1 to 2 with "no evidence" as a level is told how to be written', async () => {
    expect(await problemsWith('criteria.yaml', await fieldCase('src.yaml'))).toEqual([
      'criteria.yaml:9 A kit has the levels 1 to 4, and 3 is what is expected at the seniority; this scale has -1, 0, 1 and 2: leave out 0, which is no level (interviewers record it as not assessed), write -1 as 1, 1 as 3 and 2 as 4 and add 2.',
    ])
  })

  test('front matter is read as YAML, and what a kit does not know is named', async () => {
    const problems = await problemsWith('criteria.yaml', await fieldCase('monzo.yaml'))
    expect(problems).toContain('criteria.yaml:2 "criteria" is missing here; expected a list.')
    expect(problems).toContain('criteria.yaml:5 The key "topics" is not known here.')
  })
})

describe('shorthand', () => {
  const criteria = (text: string) => readYaml('criteria.yaml', text, criteriaFile)
  const problemsOf = (text: string) => {
    const read = criteria(text)
    return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
  }

  test('is defined at the margin under a key with x-, merged several at once, the own key and the first block winning', () => {
    const text = `x-weights: &w { research-heavy: 2, balanced: 3, production-heavy: 4 }
x-rest: &rest
  category: technical
  must_have: true
  means: One sentence that says what is meant here.
x-why: &why
  category: product
  why: Why it matters in this role, in a sentence of some length.
criteria:
  - <<: [*rest, *why]
    must_have: false
    id: one
    name: One
    weight: { <<: *w, balanced: 5 }
    anchors:
      1: &text 'The candidate **names no cause** and restarts the service before looking at a figure.'
      2: *text
      3: *text
      4: *text
`
    const read = criteria(text)
    expect(read.ok && read.yaml.value.criteria[0]).toMatchObject({
      category: 'technical',
      must_have: false,
      weight: { 'research-heavy': 2, balanced: 5, 'production-heavy': 4 },
      why: 'Why it matters in this role, in a sentence of some length.',
    })
    expect(problemsOf(text.replaceAll('**names no cause**', 'names no cause'))).toEqual([
      '16:7 Expected the words that tell this level from the next to be marked **like this**.',
      '17:7 Expected the words that tell this level from the next to be marked **like this**.',
      '18:7 Expected the words that tell this level from the next to be marked **like this**.',
      '19:7 Expected the words that tell this level from the next to be marked **like this**.',
    ])
    expect(problemsOf(text.replace('must_have: true', 'must_have: yes').replace('    must_have: false\n', ''))).toEqual(
      ['4:3 Expected true or false, found a text.'],
    )
  })

  test.each([
    [
      'criteria:\n  - <<: word\n',
      '2:9 After << stands the name of a block of keys, such as <<: *name, or a list of them.',
    ],
    [
      'x-a: &a [1]\ncriteria:\n  - <<: *a\n',
      '3:9 After << stands the name of a block of keys, such as <<: *name, or a list of them.',
    ],
    ['criteria: &a\n  - <<: *a\n', '2:9 This alias (*name) is inside what it names; write it out.'],
    ['criteria:\n  - <<: *nowhere\n', '2:9 A text that begins with * needs quotes round it.'],
    [
      '---\ncriteria: []\n---\n# About us\n',
      '3:1 What stands between the two lines of --- is the front matter of a page; a kit file is YAML alone, so remove this line and what follows it.',
    ],
    ['criteria: []\n---\ncriteria: []\n', '2:1 A second document begins here (---); a kit file holds one.'],
  ])('%j is answered in a sentence', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  test('a mistake in a block that several aliases name is told once', () => {
    const text = 'x-one: &one { id: one }\ncriteria: [*one, *one, *one]\n'
    expect(problemsOf(text).filter((problem) => problem.includes('"means"'))).toEqual([
      '1:13 "means" is missing here; expected a text.',
    ])
  })

  test('whole paragraphs repeated to more than a megabyte are refused where they grow too large', () => {
    const paragraph = 'word '.repeat(2_000)
    const text = `x-long: &long "${paragraph}"\ncriteria:\n${'  - *long\n'.repeat(200)}`
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^10[67]:5 Aliases \(\*name\) repeat so much here .* write it out\.$/),
    ])
  })
})

describe('rubrics on other scales are told how to be written', () => {
  const anchorsOf = (levels: readonly (string | number)[], text = (level: string | number) => `Level ${level}`) =>
    `criteria:\n  - anchors:\n${levels.map((level) => `      ${level}: "${text(level)}"`).join('\n')}\n`
  const sentenceOf = (text: string) => {
    const read = readYaml('criteria.yaml', text, criteriaFile)
    return read.ok ? null : read.problems.find(({ message }) => /level/.test(message))?.message
  }
  const SCALE = 'A kit has the levels 1 to 4, and 3 is what is expected at the seniority; this scale has'

  test.each<[string, string, string]>([
    ['1 to 5', anchorsOf([1, 2, 3, 4, 5]), '1, 2, 3, 4 and 5: write 1 as 1, 2 as 2, 3 as 3 and 4 and 5 as 4.'],
    [
      '1 to 6',
      anchorsOf([1, 2, 3, 4, 5, 6]),
      '1, 2, 3, 4, 5 and 6: write 1 and 2 as 1, 3 as 2, 4 as 3 and 5 and 6 as 4.',
    ],
    ['0 to 3', anchorsOf([0, 1, 2, 3]), '0, 1, 2 and 3: write 0 as 1, 1 as 2, 2 as 3 and 3 as 4.'],
    ['-1 to 2', anchorsOf([-1, 0, 1, 2]), '-1, 0, 1 and 2: write -1 as 1, 0 as 2, 1 as 3 and 2 as 4.'],
    [
      'no evidence',
      anchorsOf(['no evidence', 1, 2, 3, 4]),
      '1, 2, 3, 4 and no evidence: leave out no evidence, which is no level (interviewers record it as not assessed) and keep the others.',
    ],
    [
      'words',
      anchorsOf(['poor', 'fair', 'good', 'excellent']),
      'poor, fair, good and excellent: write poor as 1, fair as 2, good as 3 and excellent as 4.',
    ],
    [
      'three words',
      anchorsOf(['below', 'meets', 'exceeds']),
      'below, meets and exceeds: write below as 2, meets as 3 and exceeds as 4 and add 1.',
    ],
    [
      '1 to 10',
      anchorsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
      '1, 2, 3, 4, 5, 6, 7, 8, 9 and 10: write as 3 what is expected, and the others round it.',
    ],
  ])('%s', (_, text, sentence) => {
    expect(sentenceOf(text)).toBe(`${SCALE} ${sentence}`)
  })

  test('a slip among the four is told as a slip', () => {
    const read = readYaml('criteria.yaml', anchorsOf([1, 2, 3, 'four']), criteriaFile)
    expect(read.ok ? [] : read.problems.map(({ message }) => message)).toContain('The key "four" is not known here.')
  })
})

describe('whatever lies in a kit, the others are served', () => {
  const replaced = (file: string, before: string, after: string) => broken(file, before, after).get(file)!
  const SHEET = 'is: "ceil(rows_s / machine_rows_s)"'

  test.each<[string, string, string | Buffer]>([
    [
      'a range of questions that no memory holds',
      'interviews.yaml',
      replaced('interviews.yaml', '"0-5": ', '"0-5": questions 1 to 4000000000, '),
    ],
    [
      'brackets in brackets in a formula',
      'prompts/size-it.yaml',
      replaced('prompts/size-it.yaml', SHEET, `is: "${'('.repeat(50_000)}1"`),
    ],
    [
      'minus signs without an end',
      'prompts/size-it.yaml',
      replaced('prompts/size-it.yaml', SHEET, `is: "${'-'.repeat(50_000)}1"`),
    ],
    ['a picture', 'criteria.yaml', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a spreadsheet', 'criteria.yaml', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(2_000, 0x9c)])],
    ['a number', 'criteria.yaml', '42'],
    ['null', 'criteria.yaml', 'criteria: ~'],
    ['a list of lists', 'criteria.yaml', `criteria: ${'['.repeat(400)}${']'.repeat(400)}`],
    ['numbers that are none', 'kit.yaml', 'id: .nan\nname: .inf\nversion: 1e999\n'],
    ['a text of a whole megabyte', 'red-flags.yaml', `red_flags: "${'x'.repeat(1_000_000)}"`],
  ])('%s', async (_, file, content) => {
    const problems = await problemsWith(file, content)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) {
      expect(problem).toMatch(/^[^\n]+[.?]$/)
      expect(problem).not.toContain('could not be checked')
    }
  })

  test('folders and files that are no kits', async () => {
    await mkdir(path.join(directory, 'x.yaml'))
    await mkdir(path.join(directory, 'empty'))
    await writeFile(path.join(directory, 'loose.yaml'), 'criteria: []')
    await writeFile(path.join(directory, 'notes.md'), '# Notes')
    await symlink('nowhere', path.join(directory, 'dangling'))
    await symlink('.', path.join(directory, 'round'))
    const { kits, problems } = await loadKits(directory)
    expect(kits.map(({ kit }) => kit.id)).toEqual(['data-engineer'])
    const told = (name: string) =>
      problems.filter(({ file }) => path.relative(path.basename(directory), file).split(path.sep)[0] === name)
    expect(told('x.yaml').map(({ message }) => message)).toContain('The file kit.yaml is missing from this folder.')
    expect(told('empty')).toHaveLength(5)
    expect(told('round').length).toBeGreaterThan(0)
    expect(told('loose.yaml').map(({ message }) => message)).toEqual([
      'A kit is a folder, and nothing reads a file beside the folders; move this file into one, or draft a kit from a table with npm run kits -- --from FILE.',
    ])
    expect(told('notes.md')).toEqual([])
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
    await write('closed', kitFolder())
    await chmod(path.join(directory, 'closed'), 0)
    const { kits, problems } = await loadKits(directory)
    await chmod(path.join(directory, 'closed'), 0o700)
    expect(kits).toHaveLength(1)
    expect(problems.map(({ message }) => message)).toEqual(['This folder cannot be read (EACCES).'])
  })
})
