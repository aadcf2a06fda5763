import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { projectRoot } from '~/platform/project-root.server'

/** `a/{b,c}.ts` as `a/b.ts` and `a/c.ts`. */
function expanded(pattern: string): string[] {
  const found = /\{([^{}]*)\}/.exec(pattern)
  if (!found) return [pattern]
  const [whole, inner = ''] = found
  return inner.split(',').flatMap((one) => expanded(pattern.replace(whole, one)))
}

test('every file and folder that the lint configuration names is there', async () => {
  const root = projectRoot()
  const { default: config } = (await import(pathToFileURL(path.join(root, 'eslint.config.js')).href)) as {
    default: { files?: string[] }[]
  }
  const named = config.flatMap(({ files = [] }) => files).flatMap(expanded)
  // Up to the first part that is a pattern: what is before it has to exist.
  const fixed = named.map((pattern) => pattern.split('/').slice(0, firstPattern(pattern)).join('/'))
  expect(fixed.length).toBeGreaterThan(20)
  const missing = fixed.filter((name) => name !== '' && !fs.existsSync(path.join(root, name)))
  expect(missing).toEqual([])
})

function firstPattern(pattern: string): number {
  const parts = pattern.split('/')
  const at = parts.findIndex((part) => part.includes('*'))
  return at < 0 ? parts.length : at
}
