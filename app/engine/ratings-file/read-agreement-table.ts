import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { LIMITS, readTable, TableProblem } from '~/tables'
import type { NamedTable } from '../agreement/table'
import { agreementTable } from './agreement-table/agreement-table'
import type { AgreementOptions, Notice } from './agreement-table/types'
import { BadInput } from './bad-input'
import { refuseEmptySheet } from './empty-sheet'

export type TableFile = {
  table: NamedTable
  /** Number of ratings. */
  given: number
  sha256: string
  warnings: Notice[]
}

/**
 * Reads a wide table (a column a rater) or a long one (unit, rater, value) from any file that `~/tables` reads.
 * @throws BadInput with the file's name, the line and the column
 */
export async function readTableFile(file: string, options: AgreementOptions): Promise<TableFile> {
  const name = path.basename(file)
  const bytes = await readBytes(file, name)
  try {
    const document = await readTable({ name, bytes }, { ...(options.sheet !== null && { sheet: options.sheet }) })
    refuseEmptySheet(document)
    const { table, given, notices } = agreementTable(document, options)
    // What was done with a column of row names is told among the notices, with what it means for the raters.
    const notes = document.notes.filter(({ code }) => code !== 'ROW_NAMES')
    return { table, given, sha256: document.sha256, warnings: [...notes, ...notices] }
  } catch (error) {
    if (error instanceof TableProblem || error instanceof BadInput)
      throw new BadInput(`${name}: ${error.message}${/[.?]$/.test(error.message) ? '' : '.'}`)
    throw error
  }
}

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size > LIMITS.maxBytes)
      throw new BadInput(`${name} is larger than 64 MB; agreement is for tables people rated.`)
    return await readFile(file)
  } catch (error) {
    if (error instanceof BadInput) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BadInput(`There is no file ${file}.`)
    throw new BadInput(`${file} cannot be read (${code === 'EISDIR' ? 'it is a folder' : code}).`)
  }
}
