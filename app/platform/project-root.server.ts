import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

let found: string | undefined

/** The project's own folder, from the source and from the build alike, wherever the process was started. */
export function projectRoot(): string {
  if (found) return found
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'prisma', 'schema.prisma'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error('prisma/schema.prisma is missing from the installation')
    folder = parent
  }
  return (found = folder)
}
