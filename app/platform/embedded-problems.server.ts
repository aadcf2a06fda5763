import fs from 'node:fs'
import path from 'node:path'
import { StartError } from './start-error.server'
import { reasonOf } from './system-problem.server'

const MB = 1024 * 1024
/** PostgreSQL writes its log in files of 16 MB; it stops itself when it cannot make the next one. */
const LEAST_FREE_BYTES = 2 * 16 * MB
const TRIAL_BYTES = 64 * 1024

const FULL = new Set(['ENOSPC', 'EDQUOT'])
const KEPT = 'What was saved is kept'

/** A StartError for a folder that the system does not let us write; an error of another kind as it is. */
export function cannotWrite(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  const why = `The data folder ${folder} cannot be written: ${code === 'EEXIST' ? 'it is a file' : (reasonOf(error) ?? `the system refuses it with ${code}`)}.`
  // Another folder is no cure where this one may hold a database: the server would seem to have lost everything.
  if (fs.existsSync(path.join(folder, 'PG_VERSION')))
    return new StartError(`${why} ${KEPT}; ${FULL.has(code) ? 'free some space' : 'correct that'} and start again.`)
  return new StartError(
    FULL.has(code) ? `${why} Free some space, or set DATA_DIR to another.` : `${why} Set DATA_DIR to another.`,
  )
}

/** The last line of PostgreSQL's output, by its cause. A cause that is not known is not called damage. */
const causes: readonly [pattern: RegExp, sentence: (line: string) => string][] = [
  [/No space left|ENOSPC|disk full|quota/i, () => `the disk is full. ${KEPT}; free some space and start again.`],
  [/Read-only file system|EROFS/i, () => `the disk is mounted read-only. ${KEPT}; make it writable and start again.`],
  [
    /Permission denied|Operation not permitted|EACCES|EPERM|wrong ownership/i,
    (line) =>
      `this user may not read or write all of its files (${line}). ${KEPT}; give the folder and everything in it to the user that runs Assay.`,
  ],
  [
    /database files are incompatible|initialized by PostgreSQL version|was compiled with|WAL page|CATALOG_VERSION/i,
    (line) =>
      `it was made by another version or build of PostgreSQL (${line}). ${KEPT}; start it with the Assay that made it.`,
  ],
  [
    /Input\/output error|EIO/i,
    (line) => `the disk fails (${line}). Copy the folder to a sound disk before anything else.`,
  ],
  [
    /out of memory|Cannot enlarge memory|ENOMEM/i,
    () => `this machine has too little free memory. ${KEPT}; free some and start again.`,
  ],
  [
    /could not locate a valid checkpoint|invalid (primary )?checkpoint|invalid data in file|incorrect checksum|control file|invalid page|could not open (file|directory).*No such file|is not a valid data directory|could not find the database system/i,
    (line) =>
      `its files are damaged (${line}). Copy the whole folder to a safe place first; then restore the last backup into an empty folder. The copy may still be repaired.`,
  ],
]

/** Why a database that is there could not be opened, and what to do; nobody is told to give up what may be sound. */
export function openingProblem(folder: string, line: string): string {
  const full = diskProblem(folder)
  const known = causes.find(([pattern]) => pattern.test(line))
  // A full disk shows itself in many ways, as in a log file that could not be made.
  const what = known
    ? known[1](line)
    : full
      ? `${line}. ${full}`
      : `${line}. Nothing in it was changed; keep the folder as it is, and report this line.`
  return `The database in ${folder} could not be opened: ${what}`
}

/** The last line of a process whose database stopped itself. */
export function stoppedSentence(folder: string, reason: string): string {
  const full = /No space left|ENOSPC|disk is full/i.test(reason) || diskProblem(folder) !== null
  const cure = full ? 'Free some space on its disk and start again' : 'Put the disk right and start again'
  return `The database in ${folder} cannot go on: ${reason}. ${cure}; nothing acknowledged is lost.`
}

/** Tries the disk with a real write beside the database, and asks for the room that PostgreSQL's log needs next. */
export function diskProblem(folder: string): string | null {
  const trial = `${folder}.trial`
  try {
    const fd = fs.openSync(trial, 'w', 0o600)
    try {
      fs.writeSync(fd, Buffer.alloc(TRIAL_BYTES))
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
    const { bavail, bsize } = fs.statfsSync(path.dirname(folder))
    const free = bavail * bsize
    return free < LEAST_FREE_BYTES
      ? `The disk of the data folder ${folder} is nearly full: ${Math.floor(free / MB)} MB are free where the database needs ${LEAST_FREE_BYTES / MB}. ${KEPT}; free some space.`
      : null
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return FULL.has(code)
      ? `The disk of the data folder ${folder} is full. ${KEPT}; free some space.`
      : `Nothing can be written beside the data folder ${folder}: ${reasonOf(error) ?? `the system refuses it with ${code}`}. ${KEPT}.`
  } finally {
    try {
      fs.rmSync(trial, { force: true })
    } catch {
      // A folder that refuses the write refuses this too.
    }
  }
}
