import { Fragment, type ReactNode } from 'react'
import { classes } from './classes'

/** Text with `**marked words**` and nothing else; an unclosed mark stays as written. */
export function Marked({ children }: { children: string }) {
  return <>{inline(children)}</>
}

/** Paragraphs, bullet and numbered lists and `**marked words**`; every other sign stays as written, so nothing can be smuggled in. */
export function Prose({ children, className = 'prose' }: { children: string; className?: string | null }) {
  const blocks = children.trim().split(/\n\s*\n/)
  return <div className={classes(className)}>{blocks.map((block, at) => renderBlock(block, at))}</div>
}

const bullet = /^\s*[-*]\s+/
const numbered = /^\s*\d+[.)]\s+/

function renderBlock(block: string, key: number): ReactNode {
  const lines = block.split('\n')
  for (const [mark, List] of [
    [bullet, 'ul'],
    [numbered, 'ol'],
  ] as const) {
    if (!mark.test(lines[0] ?? '')) continue
    return (
      <List key={key}>
        {items(lines, mark).map((item, at) => (
          <li key={at}>{inline(item)}</li>
        ))}
      </List>
    )
  }
  return <p key={key}>{inline(lines.join(' '))}</p>
}

/** A line without a mark of its own goes on with the item above it. */
function items(lines: string[], mark: RegExp): string[] {
  const found: string[] = []
  for (const line of lines) {
    if (mark.test(line)) found.push(line.replace(mark, ''))
    else found.push(`${found.pop() ?? ''} ${line.trim()}`)
  }
  return found
}

function inline(text: string): ReactNode {
  return text.split(/\*\*(.+?)\*\*/s).map((piece, at) => {
    if (piece === '') return null
    return at % 2 === 1 ? <strong key={at}>{piece}</strong> : <Fragment key={at}>{piece}</Fragment>
  })
}
