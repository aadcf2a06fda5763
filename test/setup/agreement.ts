import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, vi } from 'vitest'
import { agreement } from '~/cli/agreement/agreement'
import { AgreementDocument } from '~/engine'

/** Runs the command `agreement` in this process, on files and on tables written for one run. */
export function agreementCommand() {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-agreement-'))
  let out = ''
  let err = ''
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  })

  async function run(directory: string, name: string, options: readonly string[]) {
    out = err = ''
    const code = await agreement([name, ...options], directory)
    return { code, out, err }
  }

  async function measured(directory: string, name: string, options: readonly string[]) {
    const { code, out, err } = await run(directory, name, options)
    expect([code, err]).toEqual([0, ''])
    return read(out)
  }

  const write = (content: string | Uint8Array) => writeFileSync(path.join(folder, 'table.csv'), content)

  return {
    /** The document for a file. */
    file: measured,
    /** The document for a table of this content. */
    table: (content: string | Buffer, ...options: string[]) => {
      write(content)
      return measured(folder, 'table.csv', options)
    },
    /** The sentence with which a table of this content is refused. */
    refusal: async (content: string | Uint8Array, ...options: string[]) => {
      write(content)
      const { code, out, err } = await run(folder, 'table.csv', options)
      expect([code, out]).toEqual([2, ''])
      return err
    },
  }
}

/** A document with its figures by name and the codes of its warnings. */
function read(out: string) {
  const whole = AgreementDocument.parse(JSON.parse(out))
  const { krippendorffAlpha: alpha, exact, kappa, warnings, input } = whole
  return {
    whole,
    input,
    alpha,
    exact,
    kappa: kappa[0]!,
    icc: Object.fromEntries(whole.icc.map((row) => [row.type, row])),
    codes: warnings.map(({ code }) => code),
    said: (code: string) => warnings.filter((warning) => warning.code === code).map(({ message }) => message),
  }
}
