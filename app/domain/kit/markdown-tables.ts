/** A table of a Markdown page, with the heading it stands under. Lines count from 1. */
export type MarkdownTable = {
  line: number
  heading: string | null
  header: string[]
  rows: { line: number; cells: string[] }[]
}

/** Every table of a page as GitHub draws them: a row of names, a row of dashes, then rows. Code blocks hold none. */
export function markdownTables(page: string): MarkdownTable[] {
  const lines = page.replace(/\r\n?/g, '\n').split('\n')
  const tables: MarkdownTable[] = []
  let heading: string | null = null
  let fence: string | null = null
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim()
    const mark = /^(?:```|~~~)/.exec(line)?.[0] ?? null
    if (mark !== null && (fence === null || fence === mark)) fence = fence === null ? mark : null
    if (fence !== null || mark !== null) continue
    const title = /^#{1,6}\s+(\S.*)$/.exec(line)?.[1]
    if (title !== undefined) heading = plainName(title.replace(/\s#+$/, ''))
    const header = line.includes('|') ? cellsOf(line) : []
    if (header.length === 0 || !isRule(lines[at + 1] ?? '', header.length)) continue
    const rows: MarkdownTable['rows'] = []
    let next = at + 2
    for (; next < lines.length && (lines[next] ?? '').includes('|'); next++)
      rows.push({ line: next + 1, cells: header.map((_, index) => cellsOf(lines[next] ?? '')[index] ?? '') })
    tables.push({ line: at + 1, heading, header: header.map(plainName), rows })
    at = next - 1
  }
  return tables
}

/** A name without the marks of bold and code round it. */
const plainName = (text: string): string => text.replace(/[*`_]{1,3}(?=\S)|(?<=\S)[*`_]{1,3}/g, '').trim()

function isRule(line: string, columns: number): boolean {
  const cells = cellsOf(line)
  return cells.length === columns && cells.every((cell) => /^:?-+:?$/.test(cell))
}

/** The cells of a row: between bars, of which those at both ends may be missing and those behind a backslash are text. */
function cellsOf(line: string): string[] {
  const cells = ['']
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    const escaped = character === '\\' && line.charAt(at + 1) === '|'
    if (character === '|') cells.push('')
    else cells.push(`${cells.pop() ?? ''}${escaped ? '|' : character}`)
    if (escaped) at++
  }
  const trimmed = cells.map((cell) => cell.replace(/<br\s?\/?>/gi, ' ').trim())
  if (line.trim().startsWith('|')) trimmed.shift()
  if (trimmed.at(-1) === '') trimmed.pop()
  return trimmed
}
