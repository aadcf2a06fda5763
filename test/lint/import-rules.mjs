// ESLint loads this file with Node alone, so it is plain JavaScript; its types stand in import-rules.d.mts.
import path from 'node:path'
import { graphOf } from './import-graph.mjs'

/**
 * Lint rule: no file imports itself through others. Types count too: a circle of types runs, yet it shows that two files
 * are one subject or that a third is missing. Written here because eslint-plugin-import-x resolves modules with a native
 * binary, dependency-cruiser no longer runs on Node 20, and oxlint's `import/no-cycle` sees neither `import()` nor
 * `import('…').Type`.
 */
export const noImportCircle = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    return {
      Program(node) {
        const circle = findCircle(context.cwd, context.filename)
        if (circle === null) return
        const names = circle.map((file) => path.relative(context.cwd, file))
        const message = `Import circle: ${names.join(' → ')}. Move what both sides need into a file of its own.`
        context.report({ node, loc: { line: 1, column: 0 }, message })
      },
    }
  },
}

/** Lint rule: a file that stands in no TypeScript project is checked by nobody. */
export const everyFileInProject = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    return {
      Program(node) {
        if (graphOf(context.cwd).graph.has(context.filename)) return
        const message =
          'This file stands in no TypeScript project: its folder is missing in "include" of tsconfig.json.'
        context.report({ node, loc: { line: 1, column: 0 }, message })
      },
    }
  },
}

/** The shortest way from a file through its imports back to it, the file at both ends; null where there is none. */
export function findCircle(folder, file) {
  const { graph, suspects } = graphOf(folder)
  if (!suspects.has(file)) return null
  const cameFrom = new Map()
  const queue = [file]
  for (const at of queue) {
    for (const next of graph.get(at) ?? []) {
      if (next === file) {
        const way = [file]
        for (let back = at; back !== file; back = cameFrom.get(back)) way.unshift(back)
        return [file, ...way]
      }
      if (cameFrom.has(next)) continue
      cameFrom.set(next, at)
      queue.push(next)
    }
  }
  return null
}
