import { PGlite } from '@electric-sql/pglite'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { close } from '~/platform/embedded.server'
import { makeDumps } from './template-embedded'

declare module 'vitest' {
  interface ProvidedContext {
    dataFolder: string
  }
}

/** One folder with a migrated database that was shut down, of which the servers under test get copies. */
export default async function setup(project: TestProject) {
  const { whole } = await makeDumps()
  const folder = whole.replace(/\.tar$/, '')
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}`
    rmSync(aside, { recursive: true, force: true })
    await close(await PGlite.create(aside, { loadDataDir: new Blob([readFileSync(whole)]) }))
    renameSync(aside, folder)
  }
  project.provide('dataFolder', folder)
}
