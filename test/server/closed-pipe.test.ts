import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateRatings } from '~/cli/generate-ratings/generate-ratings'
import { fieldCase } from '../golden/field-case'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'closed-pipe-'))
  await generateRatings(['--candidates', '2000', '--out', 'ratings.csv'], folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each<[string, () => string[]]>([
  ['a short result', () => ['calibrate', fieldCase('per_iso.csv')]],
  // Longer than a pipe holds, so that the command is still writing when its reader goes.
  ['a long result', () => ['calibrate', path.join(folder, 'ratings.csv')]],
  ['generate-ratings', () => ['generate-ratings', '--candidates', '5000']],
  ['kits', () => ['kits']],
  ['help', () => ['agreement', '--help']],
])('%s into a pipe that is closed at once ends quietly', async (_, args) => {
  const child = spawn(process.execPath, ['app/cli/start.mjs', ...args()], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  expect(await once(child, 'close')).toEqual([0, null])
  expect(said).not.toMatch(/EPIPE|Error| at /)
})
