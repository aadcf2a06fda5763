// Whether what npm installed is whole. Plain JavaScript, Node's own modules only.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readStamp, writeStamp } from './stamp.mjs'

const STAMP = 'node_modules/.assay-installation.json'
/** The stamp of earlier versions, which was also written over a broken installation. */
const OLD_STAMP = 'node_modules/.assay-lock'

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Compares package-lock.json with the list that npm writes into node_modules when it has finished, and that list with
 * the folders: an interrupted npm leaves no list, a removed package no folder. The number of entries in each package's
 * folder, kept in the stamp, shows packages that are there in part. Reading every file would cost more than it tells.
 * Without `tools`, the development dependencies may be missing.
 */
export function installationIsWhole(root, print, { tools }) {
  if (existsSync(path.join(root, OLD_STAMP))) return false
  const found = packagesOnDisk(root, tools)
  if (!found) return false
  const stamp = readStamp(path.join(root, STAMP))
  if (!stamp) {
    // Installed by hand, with npm itself: its list is all there is to go by.
    stampInstallation(root, print, { tools })
    return true
  }
  return stamp.print === print && sameEntries(stamp.entries, found)
}

/** Remembers a whole installation; false where it is not whole. */
export function stampInstallation(root, print, { tools }) {
  const found = packagesOnDisk(root, tools)
  if (!found) return false
  writeStamp(path.join(root, STAMP), { print, entries: found })
  return true
}

/** Makes the next start install anew, whatever is there. */
export function distrustInstallation(root) {
  rmSync(path.join(root, STAMP), { force: true })
  rmSync(path.join(root, 'node_modules/.package-lock.json'), { force: true })
}

const sameEntries = (stamped, found) =>
  Object.keys(stamped ?? {}).length === Object.keys(found).length &&
  Object.entries(found).every(([place, count]) => stamped[place] === count)

/** The installed packages with the number of entries in their folders; null where one is missing or another than locked. */
function packagesOnDisk(root, tools) {
  const locked = readJson(path.join(root, 'package-lock.json'))?.packages
  const listed = readJson(path.join(root, 'node_modules/.package-lock.json'))?.packages
  if (!locked || !listed) return null
  for (const [place, wanted] of Object.entries(locked)) {
    if (place === '') continue
    const have = listed[place]
    // A package for another system is locked but not installed.
    if (!have && !wanted.optional && (tools || !wanted.dev)) return null
    if (have && (have.version !== wanted.version || have.integrity !== wanted.integrity)) return null
  }
  const found = {}
  for (const place of Object.keys(listed)) {
    try {
      const names = readdirSync(path.join(root, place))
      if (!names.includes('package.json')) return null
      found[place] = names.length
    } catch {
      return null
    }
  }
  return found
}
