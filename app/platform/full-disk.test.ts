import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from './project-root.server'

const root = process.getuid?.() === 0 && process.platform === 'linux'
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'full-disk-'))
const disk = path.join(scratch, 'disk')
const folder = path.join(disk, 'data', 'pg')
const filler = path.join(disk, 'filler')

beforeAll(() => {
  if (!root) return
  fs.mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=0755', 'tmpfs', disk])
})
afterAll(() => {
  if (root) execFileSync('umount', ['-l', disk])
  fs.rmSync(scratch, { recursive: true, force: true })
})

/** Runs a piece of a program in a process of its own, which a database that stops itself ends. */
function inProcess(body: string) {
  const program = `
    import fs from 'node:fs'
    import { openEmbedded } from './app/platform/embedded.server.ts'
    const fill = () => {
      const fd = fs.openSync(${JSON.stringify(filler)}, 'a')
      for (let size = 1 << 20; size >= 512; )
        try { fs.writeSync(fd, Buffer.alloc(size)) } catch { size /= 2 }
      fs.closeSync(fd)
    }
    const database = await openEmbedded(${JSON.stringify(folder)}).catch((error) => {
      console.log(error.name + ': ' + error.message)
      process.exit(3)
    })
    const { pg } = database
    const rows = async () => (await pg.query('SELECT id FROM entry ORDER BY id')).rows.map(({ id }) => id)
    ${body}`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: projectRoot(), encoding: 'utf8' })
  return { status, said: stdout.trim().split('\n'), stderr }
}

const needsMount = (context: { skip: (note: string) => never }) => {
  if (!root) context.skip('only root on Linux may mount a disk small enough to fill')
}

test('a full disk is said as such, refuses what it cannot keep, and loses nothing', { timeout: 120_000 }, (context) => {
  needsMount(context)
  const { said, status } = inProcess(`
    await pg.exec('CREATE TABLE entry (id int PRIMARY KEY, body text)')
    await pg.query('INSERT INTO entry VALUES (1, $1)', ['kept'])
    console.log(database.diskProblem())
    fill()
    console.log(database.diskProblem())
    const kept = [1]
    for (let id = 2; id < 200; id++)
      await pg.query('INSERT INTO entry VALUES ($1, $2)', [id, 'x'.repeat(20_000) + id]).then(
        () => kept.push(id),
        (error) => console.log(error.code),
      )
    // It still reads, and what it acknowledged is there.
    console.log(JSON.stringify(await rows()) === JSON.stringify(kept))
    process.exit(0)`)
  expect(status).toBe(0)
  expect(said[0]).toBe('null')
  expect(said[1]).toBe(`The disk of the data folder ${folder} is full. What was saved is kept; free some space.`)
  expect(new Set(said.slice(2, -1))).toEqual(new Set(['53100']))
  expect(said.at(-1)).toBe('true')
})

test('a start on a full disk says so and names neither a backup nor another folder', { timeout: 60_000 }, (context) => {
  needsMount(context)
  const { said, status } = inProcess(`console.log('opened')`)
  expect(status).toBe(3)
  expect(said).toEqual([
    `StartError: The database in ${folder} could not be opened: the disk is full. What was saved is kept; free some space and start again.`,
  ])
})

test('a log that cannot grow ends the process with the reason', { timeout: 60_000 }, (context) => {
  needsMount(context)
  fs.rmSync(filler)
  const { status, stderr, said } = inProcess(`
    fill()
    for (let id = 1000; id < 1010; id++) {
      await pg.query('INSERT INTO entry VALUES ($1)', [id])
      console.log('kept', id)
      await pg.query('SELECT pg_switch_wal()')
    }`)
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /cannot go on: .*No space left.*Free some space on its disk and start again; nothing acknowledged is lost\.\n$/,
  )
  fs.rmSync(filler)
  const again = inProcess(
    `console.log(JSON.stringify((await rows()).filter((id) => id >= 1000).map((id) => 'kept ' + id))); await database.close()`,
  )
  expect(again.status).toBe(0)
  expect(JSON.parse(again.said[0]!)).toEqual(expect.arrayContaining(said.filter((line) => line.startsWith('kept'))))
})
