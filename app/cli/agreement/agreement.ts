import path from 'node:path'
import { AgreementDocument, describeAgreement } from '~/engine'
import { BadInput, readTableFile } from '~/engine/ratings-file'
import { HELP } from './help'
import { readOptions } from './options'

/** The whole command. Returns its exit code: 0, or 2 with a sentence on standard error. */
export async function agreement(argv: readonly string[], directory: string): Promise<number> {
  try {
    const options = readOptions(argv)
    if (options === null) {
      process.stdout.write(HELP)
      return 0
    }
    const { table, given, sha256, warnings } = await readTableFile(path.resolve(directory, options.file), options)
    const measured = describeAgreement(table, options.metric, generator())
    const document = AgreementDocument.parse({
      schema: 'assay.agreement/1',
      input: { units: table.units, raters: table.raters, values: given, sha256 },
      ...measured,
      warnings: [...warnings, ...measured.warnings],
    })
    process.stdout.write(`${JSON.stringify(document)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

/** Mulberry32: a fixed seed, so that the same file gives the same interval. */
function generator(): () => number {
  let state = 20_261_121
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
