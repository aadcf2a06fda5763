import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generateRatings } from './generate-ratings'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ratings-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const made = async (...options: string[]) => {
  expect(await generateRatings([...options, '--out', 'ratings.csv'], folder)).toBe(0)
  return readFileSync(path.join(folder, 'ratings.csv'), 'utf8').trim().split('\n')
}

test('every candidate meets different interviewers, each rating every criterion', async () => {
  const lines = await made('--candidates', '6000', '--interviewers', '9', '--interviews', '3', '--criteria', '2')
  expect(lines[0]).toBe('candidate,interviewer,criterion,score')
  expect(lines).toHaveLength(1 + 6000 * 3 * 2)
  const cells = lines.slice(1).map((l) => l.split(','))
  expect(new Set(cells.map((c) => c.slice(0, 3).join())).size).toBe(cells.length)
  expect([...new Set(cells.map((c) => c[3]))].sort()).toEqual(['1', '2', '3', '4'])
})

test('the same seed makes the same file, another seed another', async () => {
  const options = ['--candidates', '20', '--interviewers', '9', '--missing', '0.2']
  const first = await made(...options, '--seed', '5')
  expect(await made(...options, '--seed', '5')).toEqual(first)
  expect(await made(...options, '--seed', '6')).not.toEqual(first)
  expect(first.length).toBeLessThan(1 + 20 * 5 * 5)
})

test('what makes no sense is refused with what would', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await generateRatings(['--candidates', 'many'], folder)).toBe(2)
  expect(said).toHaveBeenCalledWith('--candidates takes a whole number from 1 on, not "many"\n')
})
