import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { calibrate } from '~/cli/calibrate/calibrate'
import { CalibrationDocument } from '~/engine'
import { readRecords, referencePath } from '../golden/references'

export const HEADER = 'candidate,interviewer,criterion,score'
/** The small simulated dataset that R fitted too. */
export const small = readRecords(referencePath('hiring_small.csv')!)
export const lines = (rows: readonly Record<string, string>[]) =>
  rows.map((r) => `${r.candidate},${r.interviewer},${r.criterion},${r.score}`)

/** The `calibrate` command over ratings.csv in a folder of its own, for the tests of one file. */
export function calibrateInFolder() {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'calibrate-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Runs the command on a file with this content: exit code, what it wrote on standard error, and the checked result. */
  async function run(content: string | Buffer, ...options: string[]) {
    writeFileSync(path.join(folder, 'ratings.csv'), content)
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const code = await calibrate(['ratings.csv', '--out', 'result.json', ...options], folder)
    // Progress is shown only by slow machines.
    const message = written.mock.calls
      .map(([text]) => String(text))
      .filter((text) => !/ \(\d+ s\)\n$/.test(text))
      .join('')
    written.mockRestore()
    const result = () => CalibrationDocument.parse(JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8')))
    return { code, message, result }
  }

  /** The result of a run that succeeds without a message. */
  async function fitted(content: string | Buffer, ...options: string[]): Promise<CalibrationDocument> {
    const { code, message, result } = await run(content, ...options)
    expect({ code, message }).toEqual({ code: 0, message: '' })
    return result()
  }

  return { run, fitted, inFolder: (...names: string[]) => path.join(folder, ...names) }
}
