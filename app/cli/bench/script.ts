import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import * as build from 'virtual:remix/server-build'
import { mustExist } from '~/domain/shared/must-exist'
import type { Suite } from './figure'

const SCORECARD_LIMIT_KB = 120

/** Compressed script that each page loads when it is the first: the entry, the root and the page's own chunks. */
export const script: Suite = {
  name: 'script',
  async run(report) {
    const { entry, routes } = build.assets
    const sizes = new Map<string, number>()
    for (const [id, route] of Object.entries(routes)) {
      if (!id.startsWith('routes/') || !build.routes[id]?.module.default) continue
      const files = new Set([entry.module, ...entry.imports])
      for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined)
        for (const file of [at.module, ...(at.imports ?? [])]) files.add(file)
      let bytes = 0
      for (const file of files) {
        if (!sizes.has(file)) sizes.set(file, gzipSync(await readFile(path.join('build/client', file))).length)
        bytes += mustExist(sizes.get(file), `size of ${file}`)
      }
      const name = id.replace(/^routes\//, '').replace(/\/route$/, '')
      const baseline = name === 'scorecards.$scorecardId' ? SCORECARD_LIMIT_KB : null
      report({ name: `script of ${name}`, value: bytes / 1000, unit: 'kB', baseline })
    }
  },
}
