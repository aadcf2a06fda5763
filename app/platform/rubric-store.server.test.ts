import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { broken, kitFolder } from '../../test/setup/kit-folder'
import { loadKits, servedKit, servedKits } from './rubric-store.server'
import { StartError } from './start-error.server'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'rubrics-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function writeRole(role: string, files: Map<string, string>) {
  for (const [file, text] of files) {
    const place = path.join(directory, role, file)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, text)
  }
}

test('a copied folder with another id is a role of its own, without any code', async () => {
  await writeRole('data-engineer', kitFolder())
  await writeRole('search-engineer', broken('kit.yaml', 'id: data-engineer', 'id: search-engineer'))
  const { problems } = await loadKits(directory)
  expect(problems).toEqual([])
  expect(servedKits().map(({ kit }) => kit.id)).toEqual(['data-engineer', 'search-engineer'])
  expect(servedKit('search-engineer')?.hash).toMatch(/^[0-9a-f]{64}$/)
})

test('a broken kit is not served, and takes no other kit with it', async () => {
  await writeRole('data-engineer', kitFolder())
  await writeRole('search-engineer', broken('kit.yaml', 'version: "1.0"', 'version: first'))
  const { kits, problems } = await loadKits(directory)
  expect(kits.map(({ kit }) => kit.id)).toEqual(['data-engineer'])
  expect(servedKit('search-engineer')).toBeNull()
  const shown = path.join(path.basename(directory), 'search-engineer', 'kit.yaml')
  expect(problems).toContainEqual({
    file: shown,
    line: 3,
    column: 1,
    message: 'Expected a version in straight quotes, such as "1.0".',
  })
})

test('a kit saved with the line ends and the first sign of another system is the same kit', async () => {
  await writeRole('data-engineer', kitFolder())
  await loadKits(directory)
  const before = servedKit('data-engineer')?.hash
  const saved = [...kitFolder()].map(([file, text]) => [file, `\uFEFF${text.replaceAll('\n', '\r\n')}`] as const)
  await writeRole('data-engineer', new Map(saved))
  expect((await loadKits(directory)).problems).toEqual([])
  expect(servedKit('data-engineer')?.hash).toBe(before)
})

test('files beside the folders, dot-files and Markdown are no kits', async () => {
  await writeRole('data-engineer', kitFolder())
  await writeFile(path.join(directory, 'README.md'), '# Kits')
  await writeFile(path.join(directory, 'data-engineer', '.swp'), 'x')
  await writeFile(path.join(directory, 'data-engineer', 'notes.md'), 'x')
  expect((await loadKits(directory)).problems).toEqual([])
})

test('a folder that is not there is one sentence', async () => {
  const missing = path.join(directory, 'nowhere')
  await expect(loadKits(missing)).rejects.toThrow(
    new StartError(`The kits' folder ${missing} cannot be read (ENOENT).`),
  )
})
