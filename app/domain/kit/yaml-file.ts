import { LineCounter, isMap, isPair, isScalar, isSeq, parseDocument, visit, type Node } from 'yaml'
import type * as z from 'zod'
import { sentence, type KitProblem } from './problem'

/** A YAML file whose content fits its schema, with the position of every part of it. */
export type YamlFile<T> = { file: string; value: T; locate: (path: readonly PropertyKey[]) => Position }
type Position = { line: number; column: number }

export function readYaml<T extends z.ZodType>(
  file: string,
  content: string,
  schema: T,
): { ok: true; yaml: YamlFile<z.output<T>> } | { ok: false; problems: KitProblem[] } {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0) {
    return {
      ok: false,
      problems: broken.map((error) => ({
        file,
        ...at(error.pos[0]),
        message: yamlSentence(error.code, error.message),
      })),
    }
  }
  const dangling: KitProblem[] = []
  visit(document, {
    Alias: (_, node) => {
      if (node.resolve(document)) return
      dangling.push({ file, ...at(start(node)), message: 'A text that begins with * needs quotes round it.' })
    },
  })
  if (dangling.length > 0) return { ok: false, problems: dangling }
  const locate = (path: readonly PropertyKey[]) => at(offsetOf(document.contents, path))
  const parsed = schema.safeParse(document.toJS(), { error: sentence, reportInput: true })
  if (parsed.success) return { ok: true, yaml: { file, value: parsed.data, locate } }
  const problems = parsed.error.issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return paths.map((path) => ({ file, ...locate(path), message: issue.message }))
  })
  return { ok: false, problems }
}

function yamlSentence(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This key stands here a second time; each key may stand once in a block.'
  const first = (message.split('\n')[0] ?? message).replace(/\.?$/, '.')
  const hint =
    code === 'TAB_AS_INDENT' ? '' : ' A text that begins with a sign, or holds a colon or a #, needs quotes round it.'
  return `This is not valid YAML: ${first}${hint}`
}

/** Where the path leads, or as far as it can be followed. A missing or unknown key is reported at the key. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root
  let offset = start(root)
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      )
      if (!pair) return offset
      offset = start(pair.key)
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      if (item === undefined) return offset
      offset = start(item)
      node = item
    } else return offset
  }
  return offset
}

function start(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}
