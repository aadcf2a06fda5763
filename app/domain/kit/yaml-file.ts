import { LineCounter, parseDocument } from 'yaml'
import type * as z from 'zod'
import { sentence, unknownKeys, type KitProblem } from './problem'
import { GAP } from './schema'
import { offsetOf, readTree, textsWith, valuesOf } from './yaml-tree'

/** A YAML file whose content fits its schema, with the position of every part of it. */
export type YamlFile<T> = { file: string; value: T; locate: (path: readonly PropertyKey[]) => Position }
type Position = { line: number; column: number }

/** A file can hold thousands of mistakes; a person fixes the first and runs the check again. */
const MOST_PROBLEMS = 50

/**
 * Reads one YAML file. Any text at all gives either a value or sentences: nothing is thrown, and the time is linear in
 * the text (the library's own search for keys given twice is quadratic and is switched off). Texts that are still to be
 * written are mistakes of a kit; a draft may have them.
 */
export function readYaml<T extends z.ZodType>(
  file: string,
  content: string,
  schema: T,
  { gaps: allowed }: { gaps: 'refused' | 'allowed' } = { gaps: 'refused' },
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
    const document = parseDocument(withoutFrontMatterEnd(content), {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
    })
    const [broken] = [...document.errors, ...document.warnings]
    // After a syntax error the parser cannot resynchronise, so the errors that follow are not reported.
    if (broken) return problem(nextCharacter(content, broken.pos[0]), yamlSentence(broken.code, content))
    const read = readTree(document)
    if (!read.ok) return problem(read.problem.offset, read.problem.message)
    const locate = (path: readonly PropertyKey[]) => at(offsetOf(read.tree, path))
    const parsed = schema.safeParse(withoutAnchors(valuesOf(read.tree)), { error: sentence, reportInput: true })
    const marked = allowed === 'allowed' ? [] : textsWith(GAP, read.tree)
    const gaps = marked.map(({ offset, text }) => ({
      file,
      ...at(offset),
      message: stillToWrite(text),
    }))
    if (parsed.success && gaps.length === 0) return { ok: true, yaml: { file, value: parsed.data, locate } }
    const withGap = new Set(gaps.map(({ line }) => line))
    const problems = (parsed.error?.issues ?? []).slice(0, MOST_PROBLEMS).flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, MOST_PROBLEMS) : null
      if (keys) return keys.map((key) => ({ file, ...locate([...issue.path, key]), message: unknownKeys([key]) }))
      return [{ file, ...locate(issue.path), message: issue.message }]
    })
    // What else is wrong with a text that is still to be written is not worth telling.
    const others = problems.filter(({ line }) => !withGap.has(line))
    return { ok: false, problems: eachOnce([...gaps, ...others]).slice(0, MOST_PROBLEMS) }
  } catch (error) {
    if (error instanceof RangeError) return problem(0, TOO_DEEP)
    return problem(0, UNREADABLE)
  }
}

const sentences: Record<string, string> = {
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
const UNREADABLE =
  'This cannot be read as YAML. A text that begins with a sign, or holds a colon or a #, needs quotes round it.'

const FRONT_MATTER =
  'What stands between the two lines of --- is the front matter of a page; a kit file is YAML alone, so remove this line and what follows it.'

const yamlSentence = (code: string, content: string): string =>
  code === 'MULTIPLE_DOCS' && /^---\s/.test(content) ? FRONT_MATTER : (sentences[code] ?? UNREADABLE)

/** The text without a last line of ---, as pages that are nothing but front matter end. Places stay what they are. */
function withoutFrontMatterEnd(content: string): string {
  const end = content.lastIndexOf('\n---')
  return end > 0 && content.slice(end).trim() === '---' ? content.slice(0, end + 1) : content
}

/** The keys at the left margin that begin with x- hold what aliases name, and are no part of the kit. */
function withoutAnchors(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')))
}

/** A mistake in a text that several aliases name is one mistake. */
function eachOnce(problems: readonly KitProblem[]): KitProblem[] {
  const told = new Set<string>()
  return problems.filter(({ line, column, message }) => {
    const key = `${line}:${column} ${message}`
    return !told.has(key) && told.add(key)
  })
}

const stillToWrite = (what: string): string =>
  `Still to be written: ${what.replace(/\s+/g, ' ').trim()}${/[.?!]\s*$/.test(what) ? '' : '.'}`

/** Where the next character is, so that a mistake found at the end of a line is reported on the line that holds it. */
function nextCharacter(content: string, offset: number): number {
  const found = content.slice(offset).search(/\S/)
  return found === -1 ? offset : offset + found
}
