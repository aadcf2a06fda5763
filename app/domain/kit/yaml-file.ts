import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml'
import type * as z from 'zod'
import { sentence, type KitProblem } from './problem'

/** A YAML file whose content fits its schema, with the position of every part of it. */
export type YamlFile<T> = { file: string; value: T; locate: (path: readonly PropertyKey[]) => Position }
type Position = { line: number; column: number }

/** A file can hold thousands of mistakes; a person fixes the first and runs the check again. */
const MOST_PROBLEMS = 50

/**
 * Reads one YAML file. Any text at all gives either a value or sentences: nothing is thrown, and the time is linear in
 * the text (the library's own search for keys given twice is quadratic and is switched off).
 */
export function readYaml<T extends z.ZodType>(
  file: string,
  content: string,
  schema: T,
): { ok: true; yaml: YamlFile<z.output<T>> } | { ok: false; problems: KitProblem[] } {
  const lines = new LineCounter()
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problem = (offset: number, message: string) => ({
    ok: false as const,
    problems: [{ file, ...at(offset), message }],
  })
  try {
    const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
    const [broken] = [...document.errors, ...document.warnings]
    // After a syntax error the parser cannot resynchronise, so the errors that follow are not reported.
    if (broken) return problem(nextCharacter(content, broken.pos[0]), yamlSentence(broken.code))
    const found = firstTreeProblem(document)
    if (found) return problem(found.offset, found.message)
    const locate = (path: readonly PropertyKey[]) => at(offsetOf(document.contents, path))
    const parsed = schema.safeParse(document.toJS(), { error: sentence, reportInput: true })
    if (parsed.success) return { ok: true, yaml: { file, value: parsed.data, locate } }
    const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, MOST_PROBLEMS) : null
      const paths = keys ? keys.map((key) => [...issue.path, key]) : [issue.path]
      return paths.map((path) => ({ file, ...locate(path), message: issue.message }))
    })
    return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) }
  } catch (error) {
    if (error instanceof RangeError) return problem(0, TOO_DEEP)
    // The library throws this for aliases that would make the file many times its size (RESOURCE_EXHAUSTION).
    if (error instanceof ReferenceError) return problem(content.search(/[*]/), TOO_MANY_ALIASES)
    return problem(0, UNREADABLE)
  }
}

const sentences: Record<string, string> & { DUPLICATE_KEY: string } = {
  DUPLICATE_KEY:
    'This key appears a second time; each key may appear once in a block. If a new entry begins here, "- " is missing before its first key.',
  TAB_AS_INDENT: 'This line begins with a tab; use spaces instead.',
  BAD_INDENT:
    'This line is not aligned with those above it. Keys of one block begin in the same column, and "- " has a space after it.',
  BLOCK_AS_IMPLICIT_KEY:
    'Something here belongs on a line of its own. A text with a colon and a space in it needs quotes, and a key may not be indented further than the one above.',
  MULTILINE_IMPLICIT_KEY: 'A key needs a colon and a space after it: "name: ...".',
  MISSING_CHAR: 'A quotation mark or bracket that opens here or above is never closed.',
  UNEXPECTED_TOKEN:
    "The text before this is at its end already. An apostrophe inside '...' is written twice (''), a quotation mark inside \"...\" as \\\", and a text that begins with a sign needs quotes round all of it.",
  BAD_SCALAR_START: 'A text may not begin with this sign; put quotes round it.',
  RESOURCE_EXHAUSTION: 'Blocks are nested too deeply here.',
  MULTIPLE_DOCS: 'A second document begins here (---); a kit file holds one.',
  MULTIPLE_ANCHORS: 'A value has at most one anchor (&name).',
  BAD_ALIAS: 'An alias (*name) has no anchor or tag of its own.',
  TAG_RESOLVE_FAILED: 'Tags (!name) are not used in kit files; remove it, or put quotes round the text.',
  BAD_DIRECTIVE: 'Directives (%NAME) are not used in kit files; remove this line.',
  BAD_DQ_ESCAPE: 'This escape is not known. Inside "..." a backslash is written twice.',
}

const TOO_DEEP = 'Blocks are nested too deeply in this file.'
const TOO_MANY_ALIASES = 'Aliases (*name) repeat so much here that the file would not fit into memory; write it out.'
const UNREADABLE =
  'This cannot be read as YAML. A text that begins with a sign, or holds a colon or a #, needs quotes round it.'

const yamlSentence = (code: string): string => sentences[code] ?? UNREADABLE

/** A mistake that the text's grammar allows and no schema can see: the first in the order of the file. */
function firstTreeProblem(document: Document): { offset: number; message: string } | null {
  let first: { offset: number; message: string } | null = null
  const stop: Stop = (node, message) => {
    first = { offset: start(node), message }
    return visit.BREAK
  }
  // An alias means the nearest anchor of its name above it. The library looks for it anew each time: quadratic.
  const anchors = new Map<string, unknown>()
  visit(document, (_, node, path) => {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target === undefined) return stop(node, 'A text that begins with * needs quotes round it.')
      if (path.includes(target as Node)) return stop(node, 'This alias (*name) is inside what it names; write it out.')
    } else if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node)
    return isMap(node) ? keyProblem(node, stop) : undefined
  })
  return first
}

type Stop = (node: unknown, message: string) => symbol

function keyProblem(map: YAMLMap, stop: Stop): symbol | undefined {
  const keys = new Set<string>()
  for (const { key } of map.items) {
    if (!isScalar(key)) return stop(key ?? map, 'A key is one word or number, not a list, block or alias.')
    const name = String(key.value)
    if (name === '<<') return stop(key, 'Merge keys (<<) are not used in kit files; write the keys out.')
    if (name === '__proto__') return stop(key, 'The key "__proto__" is not known here.')
    if (keys.has(name)) return stop(key, sentences.DUPLICATE_KEY)
    keys.add(name)
  }
  return undefined
}

/** Where the next character is, so that a mistake found at the end of a line is reported on the line that holds it. */
function nextCharacter(content: string, offset: number): number {
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
