import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordedBase, recordedCut, recordedRound, type Self } from './rounds.server'
import { verify } from './workload.server'

// The recorder is the disk here; where memory can hold the files, nothing else need be one.
const memory = '/dev/shm'
const roomy = existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 1e9
const place = roomy ? memory : tmpdir()
const scratch = mkdtempSync(path.join(place, 'assay-crash-'))
const self: Self = (...args) => ({ program: process.execPath, args: ['--import', 'tsx', 'app/cli/crash.ts', ...args] })
let base = ''

beforeAll(async () => {
  base = await recordedBase(scratch)
}, 120_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }), 60_000)

const options = (mode: 'stock' | 'durable', seed: number) => {
  const at = path.join(scratch, 'round')
  rmSync(at, { recursive: true, force: true })
  mkdirSync(at)
  return { base, scratch: at, mode, seed, operations: 900 }
}

// An even seed drops everything that was not synced; an odd one lets some of it survive, in pieces.
test.each([1, 2])(
  'after a power cut every acknowledged transaction is there (seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const { owed, left } = await recordedCut(options('durable', seed))
    expect(await verify('durable', left, owed)).toMatchObject({ kind: 'clean' })
    expect(owed).toBeGreaterThan(0)
  },
)

test('PGlite as shipped loses acknowledged transactions in the same cut', { timeout: 120_000 }, async () => {
  const { kind } = await recordedRound(self, options('stock', 2))
  expect(['lost', 'corrupt', 'unopenable']).toContain(kind)
})

test('once the disk refuses an fsync the process ends and nothing more is acknowledged', { timeout: 60_000 }, () => {
  const folder = path.join(scratch, 'base')
  const program = `
    import { openEmbedded } from './app/platform/embedded.server.ts'
    let broken = false
    const wrap = ({ stream_ops }) => {
      const { fsync } = stream_ops
      stream_ops.fsync = (stream) => fsync(broken ? { ...stream, nfd: 9999 } : stream)
    }
    const { pg } = await openEmbedded(${JSON.stringify(folder)}, { wrap })
    await pg.query("INSERT INTO entry VALUES (1, '')")
    broken = true
    await pg.query("INSERT INTO entry VALUES (2, '')")
    console.log('acknowledged')`
  const ended = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  expect(ended.stderr).toMatch(/^The database in .* cannot go on: pg_wal.* could not be written to the disk: .*\n$/)
  expect(ended).toMatchObject({ status: 1, stdout: '' })
})
