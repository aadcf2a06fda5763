import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cannotWrite } from './embedded-problems.server'
import { StartError } from './start-error.server'
import { reasonOf } from './system-problem.server'

export type FolderLock = { release: () => Promise<void> }

/** A socket's address holds about a hundred bytes; a longer one is reached through a short link to its folder. */
const LONGEST_ADDRESS = 100
const GIVE_UP_MS = 10_000

/**
 * One process per folder, without flock, which Node lacks: a process listens on a socket of its own beside the folder,
 * and the kernel stops it listening when the process ends, however it ends. Every process first shows itself, then
 * looks for others; so of two that come at once at least one sees the other, and only who sees none goes on. Names are
 * never used twice, so removing a dead one cannot hit a live one. The names tell who holds: nobody has to answer.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const place = `${folder}.lock`
  try {
    fs.mkdirSync(place, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw cannotWrite(folder, error)
  }
  const until = Date.now() + GIVE_UP_MS
  for (;;) {
    const own = await show(place)
    const rival = await strongestRival(place, own.name)
    if (!rival) {
      own.become('held')
      return { release: own.withdraw }
    }
    await own.withdraw()
    if (rival.state === 'held' || Date.now() > until)
      throw new StartError(`The data folder ${folder} is in use by process ${rival.pid}; stop that one first.`)
    // Two came at once: let the lower name go first.
    await wait(rival.nonce < own.nonce ? 100 + Math.random() * 100 : Math.random() * 20)
  }
}

async function show(place: string) {
  const nonce = randomBytes(6).toString('hex')
  const server = net.createServer((socket) => socket.destroy())
  const draft = `${nonce}.new`
  let name = `try-${process.pid}-${nonce}`
  try {
    await listen(server, place, draft)
  } catch (error) {
    throw new StartError(
      `The data folder cannot be locked: no socket can be made in ${place}: ${reasonOf(error) ?? 'the system refuses it'}. Choose a folder on a local disk.`,
    )
  }
  server.unref()
  // Under its draft name nobody looks at it; it appears only once it listens, so a refused connection means dead.
  fs.renameSync(path.join(place, draft), path.join(place, name))
  return {
    nonce,
    get name() {
      return name
    },
    become(state: 'held') {
      const next = `${state}-${process.pid}-${nonce}`
      fs.renameSync(path.join(place, name), path.join(place, next))
      name = next
    },
    withdraw: async () => {
      fs.rmSync(path.join(place, name), { force: true })
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function strongestRival(place: string, own: string) {
  const rivals = []
  for (const name of fs.readdirSync(place)) {
    const [, state, pid, nonce] = /^(held|try)-(\d+)-([0-9a-f]+)$/.exec(name) ?? []
    if (name === own || !state || !pid || !nonce) continue
    const life = await alive(place, name)
    if (life === 'dead') fs.rmSync(path.join(place, name), { force: true })
    // It was renamed between the listing and the connection attempt: list again.
    else if (life === 'gone') return strongestRival(place, own)
    else rivals.push({ state, pid, nonce })
  }
  return rivals.sort((a, b) => (a.state === b.state ? a.nonce.localeCompare(b.nonce) : a.state === 'held' ? -1 : 1))[0]
}

function alive(place: string, name: string): Promise<'alive' | 'dead' | 'gone'> {
  return within(
    place,
    name,
    (address) =>
      new Promise((resolve) => {
        const socket = net.connect(address)
        socket.once('connect', () => {
          socket.destroy()
          resolve('alive')
        })
        // A full backlog or a missing permission also means that the process is alive.
        socket.once('error', (error: NodeJS.ErrnoException) =>
          resolve(error.code === 'ECONNREFUSED' ? 'dead' : error.code === 'ENOENT' ? 'gone' : 'alive'),
        )
      }),
  )
}

const listen = (server: net.Server, place: string, name: string) =>
  within(
    place,
    name,
    (address) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen({ path: address, exclusive: true }, () => {
          server.off('error', reject)
          resolve()
        })
      }),
  )

async function within<T>(place: string, name: string, use: (address: string) => Promise<T>): Promise<T> {
  const address = path.join(place, name)
  if (Buffer.byteLength(address) <= LONGEST_ADDRESS) return use(address)
  const short = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-'))
  try {
    fs.symlinkSync(place, path.join(short, 'l'))
    return await use(path.join(short, 'l', name))
  } finally {
    fs.rmSync(short, { recursive: true, force: true })
  }
}
