import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { mustExist } from '~/domain/shared/must-exist'
import { close, openEmbedded } from '../embedded.server'
import { RecordedFiles, RecordedStockFS } from './recorded-files.server'
import { type Mode, openAs, prepare, type Rng, seeded, type Verdict, write } from './workload.server'

/** Runs this command again as a child: a killed writer, or a verifier that may be stopped when it hangs. */
export type Self = (...args: string[]) => { program: string; args: string[] }

const VERIFY_WITHIN_MS = 120_000

function judged(self: Self, mode: Mode, folder: string, owed: number): Verdict {
  const { program, args } = self('verify', folder, mode, String(owed))
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: VERIFY_WITHIN_MS })
  const last = stdout.trim().split('\n').pop() ?? ''
  try {
    return JSON.parse(last) as Verdict
  } catch {
    return { kind: 'unopenable', detail: (stderr || stdout).trim().split('\n').pop() || 'it does not answer' }
  }
}

/** Starts the writer, lets it work for a moment, then does `end` to it; gives what it had acknowledged before. */
async function interrupted(self: Self, mode: Mode, folder: string, rng: Rng, end: () => void): Promise<number> {
  const { program, args } = self('writer', folder, mode)
  const writer = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const gone = new Promise<void>((resolve) => writer.once('exit', () => resolve()))
  let acknowledged = 0
  let rest = ''
  const ready = new Promise<void>((resolve) =>
    mustExist(writer.stdio[3], 'channel of the writer').on('data', (part: Buffer) => {
      const lines = (rest + part.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line === 'ready') resolve()
        else acknowledged = Number(line)
      }
    }),
  )
  await Promise.race([ready, gone])
  await wait(200 + rng() * 2500)
  // Only what was acknowledged before the cut is owed.
  const owed = acknowledged
  end()
  writer.kill('SIGKILL')
  await gone
  return owed
}

export async function killRound(self: Self, mode: Mode, scratch: string, rng: Rng): Promise<Verdict> {
  const folder = path.join(scratch, 'pg')
  const owed = await interrupted(self, mode, folder, rng, () => {})
  return judged(self, mode, folder, owed)
}

const quietly = (program: string, ...args: string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
/** EXT4_IOC_SHUTDOWN without flushing: what was not synced is gone, as when the plug is pulled. */
const SHUTDOWN =
  'open(my $d, "<", $ARGV[0]) or die "open: $!"; my $how = pack("I", 2); ioctl($d, 0x8004587d, $how) or die "ioctl: $!"'

export function mountDisk(scratch: string) {
  const [image, mount] = [path.join(scratch, 'disk.img'), path.join(scratch, 'mount')]
  mkdirSync(mount, { recursive: true })
  quietly('truncate', '-s', '600M', image)
  quietly('mkfs.ext4', '-q', '-F', image)
  quietly('mount', '-o', 'loop', image, mount)
  return {
    mount,
    cutPower: () => quietly('perl', '-e', SHUTDOWN, mount),
    again() {
      quietly('umount', mount)
      quietly('mount', '-o', 'loop', image, mount)
    },
    remove() {
      quietly('umount', mount)
      rmSync(image)
    },
  }
}

/** Why real power cuts are impossible here; null where they are possible. */
export function whyNoPowerCuts(scratch: string): string | null {
  if (process.getuid?.() !== 0) return 'it needs root'
  try {
    const disk = mountDisk(scratch)
    try {
      disk.cutPower()
    } finally {
      disk.remove()
    }
    return null
  } catch (error) {
    return (error as Error).message.trim().split('\n').pop() ?? 'no loop mount'
  }
}

export async function powerRound(self: Self, mode: Mode, scratch: string, rng: Rng): Promise<Verdict> {
  const disk = mountDisk(scratch)
  try {
    const folder = path.join(disk.mount, 'pg')
    const owed = await interrupted(self, mode, folder, rng, disk.cutPower)
    disk.again()
    return judged(self, mode, folder, owed)
  } finally {
    disk.remove()
  }
}

/** A prepared folder that every recorded round begins from. */
export async function recordedBase(scratch: string): Promise<string> {
  const base = path.join(scratch, 'base')
  const { pg, close: end } = await openAs('durable', base)
  await prepare(pg)
  await end()
  return base
}

export type RecordedOptions = { base: string; scratch: string; mode: Mode; seed: number; operations: number }

/**
 * One power cut on the recorded disk, in this process. Every second seed drops all that was not synced; the others let
 * some sectors of it survive. Gives what was owed and the folder that is left.
 */
export async function recordedCut({ base, scratch, mode, seed, operations }: RecordedOptions) {
  const rng = seeded(seed)
  const [folder, store, left] = ['live', 'store', 'left'].map((name) => path.join(scratch, name)) as [
    string,
    string,
    string,
  ]
  for (const each of [folder, store, left]) rmSync(each, { recursive: true, force: true })
  cpSync(base, folder, { recursive: true })
  const recorded = new RecordedFiles(folder, store)
  const opened =
    mode === 'durable'
      ? await openEmbedded(folder, { wrap: recorded.wrap })
      : await PGlite.create({ fs: new RecordedStockFS(folder, recorded) }).then((pg) => ({
          pg,
          close: () => close(pg),
        }))
  let acknowledged = 0
  let owed = 0
  recorded.cutAfter(1 + Math.floor(rng() * operations), () => (owed = acknowledged))
  await write(
    opened.pg,
    rng,
    (id) => (acknowledged = id),
    () => !recorded.cut,
  )
  await opened.close()
  const keep = rng()
  recorded.restore(left, seed % 2 === 0 ? undefined : () => rng() < keep)
  return { owed, left }
}

export async function recordedRound(self: Self, options: RecordedOptions): Promise<Verdict> {
  const { owed, left } = await recordedCut(options)
  return judged(self, options.mode, left, owed)
}
