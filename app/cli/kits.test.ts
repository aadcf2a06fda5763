import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

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
