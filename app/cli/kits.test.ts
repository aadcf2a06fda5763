import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { xlsxOf } from '~/tables'

const root = path.resolve(import.meta.dirname, '../..')
let place: string

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'kits-'))
  cpSync(path.join(root, 'rubrics'), path.join(place, 'rubrics'), { recursive: true })
})
afterEach(() => rmSync(place, { recursive: true }))

function kits(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'app/cli/kits.ts'), ...options],
    { cwd: root, encoding: 'utf8', env: { ...process.env, RUBRICS_DIR: path.join(place, 'rubrics') } },
  )
  return { status, stdout, stderr }
}

function edit(file: string, change: (text: string) => string) {
  const full = path.join(place, 'rubrics', file)
  writeFileSync(full, change(readFileSync(full, 'utf8')))
}

const exhibit = 'ml-engineer/exhibits/clicks-down-on-lists/traffic.csv'

test('the kits of this repository are sound, all 36 lines of the three roles are answered, and a copied folder is a fourth role', () => {
  cpSync(path.join(place, 'rubrics/ml-engineer'), path.join(place, 'rubrics/search-engineer'), { recursive: true })
  edit('search-engineer/kit.yaml', (text) =>
    text.replace('id: ml-engineer', 'id: search-engineer').replace('name: ML engineer', 'name: Search engineer'),
  )
  const { status, stdout, stderr } = kits()
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const answered = [...stdout.matchAll(/^ {2}(000\/[a-z-]+\/(?:look-for|red-flag|evaluation)\/[1-4]) +\S/gm)]
  expect(new Set(answered.map(([, line]) => line)).size).toBe(36)
  expect(stdout).toMatch(/^Search engineer \d+\.\d+: 10 criteria/m)
  expect(stdout).not.toContain('too few or missing')
}, 120_000)

test('mistakes end with status 1 and name file, line and column; the other kits are still shown', () => {
  edit('ml-product-manager/red-flags.yaml', (text) => text.replace('probe:', 'prob:'))
  edit(exhibit, (text) => text.replace(/\d+$/m, '7'))
  const { status, stdout, stderr } = kits()
  expect(status).toBe(1)
  expect(stderr).toMatch(/^rubrics\/ml-product-manager\/red-flags\.yaml:\d+:\d+ The key "prob" is not known here\.$/m)
  expect(stderr).toContain(`rubrics/${exhibit}:1:1 This differs from what its generator produces`)
  expect(stdout).toContain('Research scientist')
  expect(stdout).not.toContain('ML product manager')
}, 120_000)

test('--write makes the exhibits anew', () => {
  edit(exhibit, () => 'spoiled')
  expect(kits('--write').status).toBe(0)
  const made = readFileSync(path.join(place, 'rubrics', exhibit), 'utf8')
  expect(made).toBe(readFileSync(path.join(root, 'rubrics', exhibit), 'utf8'))
}, 120_000)

describe('--from', () => {
  const rubric = (file: string, text: string | Buffer) => {
    writeFileSync(path.join(place, file), text)
    return path.join(place, file)
  }

  test('drafts a kit from a rubric; the check then names its gaps, and the other kits stay sound', () => {
    const file = rubric(
      'Data Scout.csv',
      'Criterion;Level;Text\r\nFocus;1;Works alone\r\n;2;Plans\r\nCare;1;Looks\r\n;2;Sees\r\n',
    )
    const drafted = kits('--from', file)
    expect(drafted.stderr).toBe('')
    expect(drafted.status).toBe(0)
    expect(drafted.stdout).toMatch(
      /^Drafted .*rubrics\/data-scout: 2 criteria\.\nLevels of the rubric: 1 as 2, 2 as 3\./,
    )
    const { status, stdout, stderr } = kits()
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^rubrics\/data-scout\/criteria\.yaml:13:10 Still to be written: why it matters in this role/m,
    )
    const elsewhere = stderr
      .split('\n')
      .filter((line) => !/^(?:rubrics\/data-scout\/|\d+ problems found\.$|$)/.test(line))
    expect(elsewhere).toEqual([])
    expect(stdout.match(/ criteria, /g)).toHaveLength(3)
    const again = kits('--from', file)
    expect([again.status, again.stdout]).toEqual([2, ''])
    expect(again.stderr).toMatch(
      /data-scout exists already; choose another name with --id, such as --id data-scout-2\.$/m,
    )
  }, 120_000)

  test('reads the tables of a Markdown page, a heading for each criterion', () => {
    const level = (text: string) => `| Level | Text |\n|---|---|\n| 1 | ${text} low |\n| 2 | ${text} high |\n`
    const file = rubric('scout.md', `# Scout\n## Focus\n${level('Focus')}\n## Care\n${level('Care')}`)
    const { status, stdout } = kits('--from', file, '--id', 'scout-two')
    expect([status, stdout.split('\n')[0]]).toEqual([0, expect.stringMatching(/scout-two: 2 criteria\.$/)])
    const criteria = readFileSync(path.join(place, 'rubrics/scout-two/criteria.yaml'), 'utf8')
    expect(criteria).toContain('id: "care"')
    expect(criteria).toContain('"3": "Care high"')
  }, 120_000)

  test('reads a sheet of a workbook, numbers as levels and merged criteria', async () => {
    const columns = ['Criterion', '1', '2', '3', '4', 'No evidence'].map((name) => ({ name }))
    const long = ['Criterion', 'Level', 'Text'].map((name) => ({ name }))
    const rows = [
      ['Focus', 1, 'low'],
      ['', 2, 'high'],
      ['Care', 1, 'a'],
      ['', 2, 'b'],
    ]
    const wide = [['Focus', 'a', 'b', 'c', 'd', 'Did not come up.']]
    const workbook = await xlsxOf([
      { name: 'Notes', columns: long, rows: [] },
      { name: 'Long', columns: long, rows },
      { name: 'Wide', columns, rows: wide },
    ])
    const file = rubric('Team Lead.xlsx', Buffer.from(workbook))
    const one = kits('--from', file, '--sheet', 'Long')
    expect([one.status, one.stderr, one.stdout.split('\n')[0]]).toEqual([
      0,
      '',
      expect.stringMatching(/team-lead: 2 criteria\.$/),
    ])
    const two = kits('--from', file, '--sheet', 'Wide', '--id', 'wide')
    expect([two.status, two.stderr]).toEqual([0, ''])
    expect(two.stdout).toContain('1 as 1, 2 as 2, 3 as 3, 4 as 4, No evidence is left out')
    expect(readFileSync(path.join(place, 'rubrics/wide/criteria.yaml'), 'utf8')).not.toContain('Did not come up')
    const none = kits('--from', file, '--sheet', 'Nowhere', '--id', 'none')
    expect([none.status, none.stderr]).toEqual([2, expect.stringMatching(/Team Lead\.xlsx: .*Nowhere/)])
  }, 120_000)

  test('what is no rubric is a sentence, and leaves no folder behind', () => {
    const before = readdirSync(path.join(place, 'rubrics'))
    const table = rubric('people.csv', 'name,email\nAda,ada@example.org\n')
    for (const [options, sentence] of [
      [
        ['--from', table],
        /people\.csv:1: no column for the criterion and the level and the text was found among "name", "email"\. Name the columns/,
      ],
      [['--from', rubric('none.md', 'No table.')], /none\.md: no table was found/],
      [['--from', path.join(place, 'nowhere.csv')], /nowhere\.csv cannot be read \(ENOENT\)\.$/m],
      [['--from', rubric('picture.csv', Buffer.from('89504e470d0a1a0a00', 'hex'))], /picture\.csv: /],
      [['--from', table, '--id', '../up'], /--id \.\.\/up: expected small letters, digits and hyphens/],
      [['--id', 'alone'], /--sheet and --id belong to --from FILE/],
    ] as const) {
      const { status, stdout, stderr } = kits(...options)
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(sentence)
      expect(stderr.trimEnd()).not.toContain('\n')
    }
    expect(readdirSync(path.join(place, 'rubrics'))).toEqual(before)
  }, 120_000)
})
