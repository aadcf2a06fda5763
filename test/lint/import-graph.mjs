// ESLint loads this file with Node alone, so it is plain JavaScript; its types stand in import-graph.d.mts.
import path from 'node:path'
import ts from 'typescript'

/** By folder: what `importGraph` makes of it. A lint run asks for many files of one folder, so it is made once. */
const graphs = new Map()

/** The graph of the folder, as its files were when it was first asked for. */
export function graphOf(folder) {
  if (!graphs.has(folder)) graphs.set(folder, importGraph(folder))
  return graphs.get(folder)
}

/**
 * The imports of each file of the folder's TypeScript projects, and the files whose imports lead into a circle: nearly
 * always none. Types count too. Read from the syntax alone: which file a name leads to needs no types.
 */
function importGraph(folder) {
  const graph = new Map()
  for (const { fileNames, options } of projectsFrom(path.join(folder, 'tsconfig.json'))) {
    const cache = ts.createModuleResolutionCache(folder, (name) => name, options)
    for (const file of fileNames) graph.set(path.resolve(file), importsOf(file, options, cache))
  }
  return { graph, suspects: leadingIntoCircles(graph) }
}

/** The project of a configuration file, and those that it refers to. */
function projectsFrom(config, seen = new Set()) {
  if (seen.has(config)) return []
  seen.add(config)
  const onUnRecoverableConfigFileDiagnostic = ({ messageText }) => {
    throw new Error(`${config}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
  }
  const project = ts.getParsedCommandLineOfConfigFile(config, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic })
  const references = (project.projectReferences ?? []).map(ts.resolveProjectReferencePath)
  return [project, ...references.flatMap((reference) => projectsFrom(reference, seen))]
}

function importsOf(file, options, cache) {
  const how = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
  const source = ts.createSourceFile(file, ts.sys.readFile(file) ?? '', how)
  const imports = new Set()
  const visit = (node) => {
    const specifier = specifierOf(node)
    if (specifier && ts.isStringLiteral(specifier)) {
      const { resolvedModule } = ts.resolveModuleName(specifier.text, file, options, ts.sys, cache)
      if (resolvedModule) imports.add(path.resolve(resolvedModule.resolvedFileName))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return imports
}

/** What stands for a module in `import`, `export … from`, `import()` and `import('…').Type`. */
function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0]
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  return undefined
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
