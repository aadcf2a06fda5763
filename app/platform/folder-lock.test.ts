import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.server'
import { StartError } from './start-error.server'

const scratch = mkdtempSync(path.join(tmpdir(), 'lock-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('a folder is held by one at a time, and the refusal names the holder', async () => {
  const folder = path.join(scratch, 'one')
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(
    new StartError(`The data folder ${folder} is in use by process ${process.pid}; stop that one first.`),
  )
  await lock.release()
  await (await lockFolder(folder)).release()
  expect(readdirSync(`${folder}.lock`)).toEqual([])
})

test('of many that come at once exactly one gets in', async () => {
  const folder = path.join(scratch, 'rush')
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  const held = all.filter((end) => end.status === 'fulfilled')
  expect(held).toHaveLength(1)
  await held[0]!.value.release()
})

test('a process killed at once leaves no lock behind', async () => {
  const folder = path.join(scratch, 'killed')
  const place = `${folder}.lock`
  mkdirSync(place)
  const listening = `require('node:net').createServer().listen(${JSON.stringify(place)} + '/held-' + process.pid + '-abc123', () => console.log('up'))`
  const child = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${child.pid}`)
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  expect(readdirSync(place)).toHaveLength(1)
  await (await lockFolder(folder)).release()
})

test('a process that is busy and answers nobody still holds its folder', async () => {
  const folder = path.join(scratch, 'busy')
  mkdirSync(`${folder}.lock`)
  const busy = net.createServer().listen(path.join(`${folder}.lock`, 'held-4242-abc123'))
  await new Promise((resolve) => busy.once('listening', resolve))
  await expect(lockFolder(folder)).rejects.toThrow('in use by process 4242')
  busy.close()
})

test('a path longer than a socket address can be locked', async () => {
  const folder = path.join(scratch, 'd'.repeat(120), 'pg')
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow('in use')
  await lock.release()
})
