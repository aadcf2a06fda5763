import { mkdirSync, mkdtempSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  killRound,
  powerRound,
  recordedBase,
  recordedRound,
  type Self,
  whyNoPowerCuts,
} from '~/platform/crash/rounds.server'
import { type Mode, openAs, prepare, seeded, type Verdict, verify, write } from '~/platform/crash/workload.server'
import { run } from '~/platform/run.server'
import { StartError } from '~/platform/start-error.server'

const USAGE = `Usage: npm run crash -- kill|power|recorded stock|durable ROUNDS [SEED]
Interrupts the embedded database while it writes, ROUNDS times, and checks that nothing acknowledged is lost.
kill      kills the process        power    cuts a real disk's power (needs root)   recorded  replays a recorded disk
stock     PGlite's own file layer  durable  Assay's file layer with fsync`
const OPERATIONS = 6000

const self: Self = (...args) => ({
  program: process.execPath,
  args: [...process.execArgv, fileURLToPath(import.meta.url), ...args],
})

type Round = (scratch: string, seed: number) => Promise<Verdict>

async function roundsOf(how: string, mode: Mode, scratch: string): Promise<Round> {
  if (how === 'kill') return (at, seed) => killRound(self, mode, at, seeded(seed))
  if (how === 'power') {
    const why = whyNoPowerCuts(scratch)
    if (why === null) return (at, seed) => powerRound(self, mode, at, seeded(seed))
    process.stderr.write(`Real power cuts are impossible here (${why}); a recorded disk takes their place.\n`)
  }
  const base = await recordedBase(scratch)
  return (at, seed) => recordedRound(self, { base, scratch: at, mode, seed, operations: OPERATIONS })
}

async function crash(how: string, mode: Mode, rounds: number, seed: number) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'assay-crash-'))
  const count = { clean: 0, unopenable: 0, lost: 0, corrupt: 0 }
  try {
    const round = await roundsOf(how, mode, scratch)
    for (let k = 0; k < rounds; k++) {
      const at = path.join(scratch, `round-${k}`)
      mkdirSync(at)
      const { kind, detail } = await round(at, seed + k)
      rmSync(at, { recursive: true, force: true })
      count[kind]++
      process.stderr.write(`round ${k + 1} of ${rounds}, seed ${seed + k}: ${kind} ${detail}\n`)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  process.stdout.write(`${JSON.stringify({ how, mode, rounds, ...count })}\n`)
  return mode === 'durable' && count.clean < rounds ? 1 : 0
}

await run(async () => {
  const [how = '', second = '', third = '', fourth] = process.argv.slice(2)
  if (how === 'writer') {
    const { pg } = await openAs(third as Mode, second)
    await prepare(pg)
    writeSync(3, 'ready\n')
    await write(
      pg,
      Math.random,
      (id) => void writeSync(3, `${id}\n`),
      () => true,
    )
  }
  if (how === 'verify') {
    process.stdout.write(`${JSON.stringify(await verify(third as Mode, second, Number(fourth)))}\n`)
    return
  }
  const rounds = Number(third)
  if (!['kill', 'power', 'recorded'].includes(how) || !['stock', 'durable'].includes(second) || !(rounds >= 1))
    throw new StartError(USAGE)
  return crash(how, second as Mode, rounds, Number(fourth ?? 1))
})
