// One set-up per folder at a time. Plain JavaScript, Node's own modules only: it runs before anything is installed.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Takes the lock of a folder, waiting for whoever has it; returns { fd, release }. `onWait` is called once, with the
 * process waited for where it is known.
 *
 * The lock is a listening socket, because the system ends it with its process, however that ends (a lock file, or a
 * process number in one, outlives a kill and needs guesses about its age; Node has no flock). A child that is given `fd`
 * holds the lock too, so that an installation whose starter was killed is still waited for. Windows has named pipes,
 * which exist once per name and vanish with their process. Elsewhere a socket is a file that stays behind when its
 * process is killed, so each process has one of its own name: it first shows its own, then knocks at the others', and
 * goes on only if none answers.
 */
export function lockFolder(root, onWait) {
  return process.platform === 'win32' ? lockByPipe(root, onWait) : lockBySockets(root, onWait)
}

async function lockByPipe(root, onWait) {
  const name = `\\\\.\\pipe\\assay-start-${createHash('sha256').update(root.toLowerCase()).digest('hex').slice(0, 16)}`
  for (let waited = false; ; waited = true) {
    try {
      const server = await listen(name)
      return { fd: undefined, release: () => close(server) }
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error
      if (!waited) onWait(undefined)
      await wait(250)
    }
  }
}

async function lockBySockets(root, onWait) {
  const place = placeOf(root)
  for (let waited = false; ;) {
    const own = await show(place)
    const rival = await strongestRival(place, own.name)
    if (!rival) {
      own.hold()
      return { fd: own.fd, release: own.withdraw }
    }
    await own.withdraw()
    if (rival.state === 'held' && !waited) {
      waited = true
      onWait(rival.pid)
    }
    // Of two that came at once the lower name goes first.
    await wait(rival.state === 'held' ? 250 : rival.nonce < own.nonce ? 100 + Math.random() * 100 : Math.random() * 20)
  }
}

/** A folder inside the project, so that all its users agree on it; as a relative path, because a socket's is short. */
function placeOf(root) {
  const inside = path.relative(process.cwd(), path.join(root, 'app/generated/.start'))
  mkdirSync(inside, { recursive: true })
  return inside
}

async function show(place) {
  const nonce = randomBytes(6).toString('hex')
  const draft = path.join(place, `${nonce}.new`)
  const server = await listen(draft)
  server.unref()
  let name = `try-${process.pid}-${nonce}`
  // Under its draft name nobody looks at it; it appears only once it listens, so a refused connection means dead.
  renameSync(draft, path.join(place, name))
  return {
    nonce,
    fd: server._handle.fd,
    get name() {
      return name
    },
    hold() {
      const next = `held-${process.pid}-${nonce}`
      renameSync(path.join(place, name), path.join(place, next))
      name = next
    },
    async withdraw() {
      rmSync(path.join(place, name), { force: true })
      await close(server)
    },
  }
}

async function strongestRival(place, own) {
  const rivals = []
  for (const name of readdirSync(place)) {
    const [, state, pid, nonce] = /^(held|try)-(\d+)-([0-9a-f]+)$/.exec(name) ?? []
    if (name === own || !state) continue
    const life = await knock(path.join(place, name))
    if (life === 'dead') rmSync(path.join(place, name), { force: true })
    // It changed its name between the look and the knock: look again.
    else if (life === 'gone') return strongestRival(place, own)
    else rivals.push({ state, pid: Number(pid), nonce })
  }
  return rivals.sort((a, b) => (a.state === b.state ? (a.nonce < b.nonce ? -1 : 1) : a.state === 'held' ? -1 : 1))[0]
}

const knock = (address) =>
  new Promise((resolve) => {
    const socket = net.connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve('alive')
    })
    // A full queue of callers or a missing permission is a sign of life as well.
    socket.once('error', ({ code }) => resolve(code === 'ECONNREFUSED' ? 'dead' : code === 'ENOENT' ? 'gone' : 'alive'))
  })

const listen = (address) =>
  new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen({ path: address, exclusive: true }, () => resolve(server))
  })

const close = (server) => new Promise((resolve) => server.close(() => resolve()))
