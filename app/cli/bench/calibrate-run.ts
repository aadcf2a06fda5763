import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { environmentWith } from '~/platform/env.server'
import { CalibrationDocument } from '~/engine'

/** One run of the command on a file: wall time with everything it does, and its process's own figures. */
export interface MeasuredRun {
  seconds: number
  cpuSeconds: number
  peakMegabytes: number
  document: CalibrationDocument
}

/** Says what the process used when it ends. */
const WATCH = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nused '+(u.userCPUTime+u.systemCPUTime)/1e6+' '+u.maxRSS/1024+'\\n')})`

/** Runs `calibrate` as a user does, in a process of its own. */
export async function measureCalibrate(file: string, out: string, ...options: string[]): Promise<MeasuredRun> {
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    ['--import', WATCH, 'app/cli/start.mjs', 'calibrate', file, '--out', out, ...options],
    { stdio: ['ignore', 'ignore', 'pipe'], env: environmentWith({}) },
  )
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  const seconds = (performance.now() - begun) / 1000
  const used = /\nused (\S+) (\S+)\n/.exec(said)
  if (code !== 0 || used === null) throw new Error(`calibrate ended with ${code}: ${said}`)
  const document = CalibrationDocument.parse(JSON.parse(await readFile(out, 'utf8')))
  return { seconds, cpuSeconds: Number(used[1]), peakMegabytes: Number(used[2]), document }
}

/** Largest relative difference between the variances of two answers. */
export function varianceDifference(a: CalibrationDocument, b: CalibrationDocument): number {
  return Object.entries(b.varianceComponents).reduce((worst, [term, { variance }]) => {
    const mine = a.varianceComponents[term]?.variance ?? null
    return mine === null || variance === null ? worst : Math.max(worst, Math.abs(mine / variance - 1))
  }, 0)
}
