// Remembering that a step was done and what it made. Plain JavaScript, Node's own modules only.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The hash of what a step is made from. Tests and texts change nothing that is built. */
export function fingerprint(root, ...places) {
  const hash = createHash('sha256')
  const visit = (place) => {
    const at = path.join(root, place)
    if (!existsSync(at)) return
    if (statSync(at).isDirectory()) {
      for (const name of readdirSync(at).sort()) if (name !== 'generated') visit(path.join(place, name))
    } else if (!/\.(test|md)\b/.test(place)) hash.update(place).update(readFileSync(at))
  }
  places.forEach(visit)
  return hash.digest('hex')
}

export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Renamed into place: a stamp is there whole or not at all. */
export function writeStamp(file, content) {
  mkdirSync(path.dirname(file), { recursive: true })
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, JSON.stringify(content))
  renameSync(aside, file)
}

/** Every file under these folders with its size, by which a missing or half-written one is noticed. */
export function sizesOf(root, folders) {
  const sizes = {}
  const visit = (place) => {
    for (const entry of readdirSync(path.join(root, place), { withFileTypes: true })) {
      const at = `${place}/${entry.name}`
      if (entry.isDirectory()) visit(at)
      else sizes[at] = statSync(path.join(root, at)).size
    }
  }
  for (const folder of folders) if (existsSync(path.join(root, folder))) visit(folder)
  return sizes
}

/** Whether the files of a stamp are all there, as large as they were. */
export function filesAreWhole(root, files) {
  const names = Object.keys(files ?? {})
  return names.length > 0 && names.every((name) => sizeOf(path.join(root, name)) === files[name])
}

const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size
