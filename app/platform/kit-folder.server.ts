import { open, opendir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { KitProblem } from '~/domain/kit/problem'

/** The largest file of a kit. The largest of the kits that come with the product has 58 kB. */
const FILE_BYTES = 1024 * 1024
const FILES = 1_000
/** All files of a kit together, since every text is held and checked at once. The largest kit of ours has 0.6 MB. */
const KIT_BYTES = 10 * 1024 * 1024
/** Entries looked at, folders and what is left out included: the folder may be a link to a whole disk. */
const ENTRIES = 10_000

/** Texts by path inside the folder, with forward slashes; and what could not be read, each with a sentence. */
export type KitFolder = { files: Map<string, string>; problems: KitProblem[] }

/**
 * Reads a role folder: all its files but dot-files, those in dot-folders, and Markdown. Links are followed to files, as
 * container platforms mount them. Line ends are those of Unix whatever wrote the file, so that a table saved by a
 * spreadsheet is the same table.
 *
 * Nothing that lies in the folder makes it throw, and it never reads without an end.
 */
export async function readKitFolder(folder: string): Promise<KitFolder> {
  const files = new Map<string, string>()
  const problems: KitProblem[] = []
  const addProblem = (file: string, message: string) => problems.push({ file, line: 1, column: 1, message })
  let names: string[] | null
  try {
    names = await fileNames(folder)
  } catch (error) {
    addProblem('', `This folder cannot be read (${codeOf(error)}).`)
    return { files, problems }
  }
  if (names === null || names.length > FILES) {
    addProblem('', `This folder holds more than ${FILES.toLocaleString('en-GB')} files; a kit has at most that many.`)
    return { files, problems }
  }
  let length = 0
  for (const name of names.sort()) {
    const read = await readText(path.join(folder, name))
    const file = name.split(path.sep).join('/')
    if (read.ok) files.set(file, read.text)
    else addProblem(file, read.message)
    length += read.ok ? read.text.length : 0
    if (length <= KIT_BYTES) continue
    addProblem('', 'The files of this folder are larger than 10 MB together, the most that a kit may have.')
    return { files: new Map(), problems }
  }
  return { files, problems }
}

/** The files of a kit, or null where there is no end of them. */
async function fileNames(folder: string): Promise<string[] | null> {
  const names: string[] = []
  const waiting = ['']
  let seen = 0
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop())
    for await (const entry of await opendir(path.join(folder, inside))) {
      if (++seen > ENTRIES) return null
      if (entry.name.startsWith('.') || (entry.name.endsWith('.md') && !entry.isDirectory())) continue
      const name = path.join(inside, entry.name)
      if (entry.isDirectory()) waiting.push(name)
      if (!entry.isDirectory() || entry.name.endsWith('.yaml')) names.push(name)
    }
  return names
}

type Read = { ok: true; text: string } | { ok: false; message: string }
const no = (message: string): Read => ({ ok: false, message })
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown reason'

async function readText(place: string): Promise<Read> {
  try {
    // Asked before it is opened: opening a pipe waits for whoever writes into it.
    const kind = await stat(place)
    if (kind.isDirectory()) return no('A folder stands here, where a file was expected.')
    if (!kind.isFile()) return no('This is neither a file nor a folder; take it out of the kit.')
    if (kind.size > FILE_BYTES) return no('This file is larger than 1 MB, the most that a file of a kit may have.')
    const handle = await open(place)
    try {
      // No more than the file says it has: files of the kernel (/proc) say none, and some make their reader wait.
      const bytes = Buffer.alloc(kind.size)
      let length = 0
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return {
        ok: true,
        text: bytes
          .toString('utf8', 0, length)
          .replace(/^\uFEFF/, '')
          .replace(/\r\n?/g, '\n'),
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return no('This link leads nowhere; put the file itself here.')
    if (codeOf(error) === 'ELOOP') return no('This link leads to itself; put the file itself here.')
    if (codeOf(error) === 'EACCES') return no('The server may not read this file; give it the right to.')
    return no(`This file cannot be read (${codeOf(error)}).`)
  }
}
