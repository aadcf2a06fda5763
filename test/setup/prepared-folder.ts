import { cpSync } from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'
import { temporaryFolder } from './built-app'
import type {} from './template-folder'

/**
 * A data folder whose database is migrated and empty, as the first start leaves it: making one takes each server longer
 * than everything else it does before it is ready. The first start itself is tested in starts.test.ts and whole-way.test.ts.
 */
export function preparedFolder() {
  const made = temporaryFolder()
  cpSync(inject('dataFolder'), path.join(made.folder, 'pg'), { recursive: true })
  return made
}
