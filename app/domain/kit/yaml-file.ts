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
    const problems = broken.map((error) => ({
      file,
      ...at(nextSign(content, error.pos[0])),
      message: yamlSentence(error.code, error.message),
    }))
    // A key that stands twice leaves the rest readable; after any other mistake the reader is lost, and what it says next is noise.
    const first = broken.findIndex((error) => error.code !== 'DUPLICATE_KEY')
    return { ok: false, problems: first === -1 ? problems.slice(0, 1) : problems.slice(first, first + 1) }
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

const sentences: Record<string, string> = {
  DUPLICATE_KEY:
    'This key stands here a second time; each key may stand once in a block. If a new entry begins here, "- " is missing before its first key.',
  TAB_AS_INDENT: 'A line begins with a tab here; put spaces in its place.',
  BAD_INDENT:
    'This line does not stand under those above it. Keys of one block begin in the same column, and "- " has a space after it.',
  BLOCK_AS_IMPLICIT_KEY:
    'Something stands here that belongs on a line of its own. A text with a colon and a space in it needs quotes, and a key may not stand further to the right than the one above.',
  MULTILINE_IMPLICIT_KEY: 'A key needs a colon and a space after it: "name: ...".',
  MISSING_CHAR: 'A quotation mark or bracket that opens here or above is never closed.',
  UNEXPECTED_TOKEN:
    "The text before this is at its end already. An apostrophe inside '...' is written twice (''), a quotation mark inside \"...\" as \\\", and a text that begins with a sign needs quotes round all of it.",
  BAD_SCALAR_START: 'A text may not begin with this sign; put quotes round it.',
}

function yamlSentence(code: string, message: string): string {
  const plain = sentences[code]
  if (plain !== undefined) return plain
  const first = (message.split('\n')[0] ?? message).replace(/\.?$/, '.')
  return `This cannot be read: ${first} A text that begins with a sign, or holds a colon or a #, needs quotes round it.`
}

/** Where the next sign stands, so that a mistake found at the end of a line is told on the line that holds it. */
function nextSign(content: string, offset: number): number {
  const found = content.slice(offset).search(/\S/)
  return found === -1 ? offset : offset + found
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
