import { rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { CalibrationDocument } from '~/engine'

const ROWS_AT_ONCE = 2000

/** The document as pieces of text, long lists a few thousand items at a time. */
export function* documentPieces(document: CalibrationDocument): Generator<string> {
  let lead = '{'
  for (const [key, value] of Object.entries(document)) {
    yield `${lead}\n${JSON.stringify(key)}:`
    lead = ','
    if (Array.isArray(value)) yield* listPieces(value)
    else if (key === 'effects') {
      let inner = '{'
      for (const [term, list] of Object.entries(value as CalibrationDocument['effects'])) {
        yield `${inner}\n${JSON.stringify(term)}:`
        inner = ','
        yield* listPieces(list)
      }
      yield inner === '{' ? '{}' : '}'
    } else yield JSON.stringify(value)
  }
  yield '}\n'
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  yield '['
  for (let i = 0; i < list.length; i += ROWS_AT_ONCE) {
    const part = list.slice(i, i + ROWS_AT_ONCE)
    yield `${i === 0 ? '' : ','}\n${part.map((item) => JSON.stringify(item)).join(',\n')}`
  }
  yield ']'
}

const unfinished = new Set<string>()

/** Removes what is half written, for a command that is stopped at once. */
export function dropUnfinished(): void {
  for (const file of unfinished) rmSync(file, { force: true })
}

/** Writes beside the file and renames when whole, so that a stopped command leaves no half. */
export async function writeFileWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const beside = `${path}.${process.pid}.part`
  const handle = await open(beside, 'w')
  unfinished.add(beside)
  try {
    for (const piece of pieces) await handle.write(piece)
    await handle.close()
    await rename(beside, path)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(beside, { force: true })
    throw error
  } finally {
    unfinished.delete(beside)
  }
}

/** Writes to standard output at the reader's pace; a reader that has gone away ends it quietly. */
export async function writeOut(pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (process.stdout.write(piece)) continue
    await new Promise<void>((resolve, reject) => {
      process.stdout.once('drain', resolve)
      process.stdout.once('error', reject)
    })
  }
}
