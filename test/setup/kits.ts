import { join } from 'node:path'
import { loadKits, servedKits } from '~/platform/rubric-store.server'

export const rubrics = join(import.meta.dirname, '../../rubrics')

let loaded: ReturnType<typeof loadKits> | undefined

/** Serves the kits of the product. Files that share their modules share what was read: parsing takes a second. */
export async function serveKits() {
  const { kits } = await (loaded ??= loadKits(rubrics))
  // A test of the store itself serves another folder.
  if (kits !== servedKits()) await (loaded = loadKits(rubrics))
}
