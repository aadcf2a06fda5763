// ESLint loads this file with Node alone, so it is plain JavaScript; its types stand in no-import-circle.d.mts.
import path from 'node:path'
import ts from 'typescript'

/** What `importGraph` makes of a program. One program serves many files of a lint run, so it is made once. */
const graphs = new WeakMap()

/**
 * Lint rule: no file imports itself through others. Types count too: a circle of types runs, yet it shows that two files
 * are one subject or that a third is missing. Written here because eslint-plugin-import-x resolves modules with a native
 * binary and dependency-cruiser no longer runs on Node 20; the type-checked lint has all modules resolved already.
 */
export const noImportCircle = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const { program } = context.sourceCode.parserServices
    return {
      Program(node) {
        const circle = findCircle(program, context.filename)
        if (circle === null) return
        const names = circle.map((file) => path.relative(context.cwd, file))
        const message = `Import circle: ${names.join(' → ')}. Move what both sides need into a file of its own.`
        context.report({ node, loc: { line: 1, column: 0 }, message })
      },
    }
  },
}

/** The shortest way from a file through its imports back to it, the file at both ends; null where there is none. */
export function findCircle(program, file) {
  if (!graphs.has(program)) graphs.set(program, importGraph(program))
  const { graph, suspects } = graphs.get(program)
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

/** The imports of each file, and the files whose imports lead into a circle: nearly always none. */
function importGraph(program) {
  const own = program.getSourceFiles().filter((file) => !file.isDeclarationFile)
  const graph = new Map(own.map((file) => [file.fileName, importsOf(file, program.getTypeChecker())]))
  return { graph, suspects: leadingIntoCircles(graph) }
}

/** What is left when every file is taken away whose imports have all been taken away. */
function leadingIntoCircles(graph) {
  const importers = new Map()
  const left = new Map()
  for (const [file, imports] of graph) {
    const inside = [...imports].filter((one) => graph.has(one))
    left.set(file, inside.length)
    for (const one of inside) importers.set(one, [...(importers.get(one) ?? []), file])
  }
  const free = [...left].filter(([, imports]) => imports === 0).map(([file]) => file)
  for (const file of free)
    for (const importer of importers.get(file) ?? []) {
      const rest = left.get(importer) - 1
      left.set(importer, rest)
      if (rest === 0) free.push(importer)
    }
  return new Set([...left].filter(([, imports]) => imports > 0).map(([file]) => file))
}

function importsOf(file, checker) {
  const imports = new Set()
  const visit = (node) => {
    const specifier = specifierOf(node)
    const module = specifier && checker.getSymbolAtLocation(specifier)?.valueDeclaration
    if (module && ts.isSourceFile(module)) imports.add(module.fileName)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return imports
}

/** What stands for a module in `import`, `export … from`, `import()` and `import('…').Type`. */
function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0]
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  return undefined
}
