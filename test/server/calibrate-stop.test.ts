import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateRatings } from '~/cli/generate-ratings/generate-ratings'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'calibrate-stop-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('Ctrl-C ends a long fit with its threads at once, with the shell’s code and no file left behind', async () => {
  await generateRatings(['--candidates', '20000', '--interviewers', '4000', '--out', 'ratings.csv'], folder)
  const child = spawn(
    process.execPath,
    ['app/cli/start.mjs', 'calibrate', path.join(folder, 'ratings.csv'), '--out', path.join(folder, 'result.json')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const closed = once(child, 'close') as Promise<[number | null, string | null]>
  let said = ''
  // The first sign of work in the threads.
  await new Promise<void>((resolve) =>
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString()
      if (said.includes('fitting')) resolve()
    }),
  )
  const asked = performance.now()
  child.kill('SIGINT')
  expect(await closed).toEqual([130, null])
  expect(performance.now() - asked).toBeLessThan(5000)
  expect(said).toContain('Stopped; nothing was written.')
  expect(readdirSync(folder)).toEqual(['ratings.csv'])
})
