import { isBlank } from '../shared/characters'

export type Quote = { at: string; text: string }

const timed = /^(\d\d:\d\d) (?=\S)/

/**
 * The text that a submission keeps of a criterion's quotes and of the words typed beside them: paragraphs parted by a
 * blank line, each beginning with its time where it has one. Blank lines inside a quote become line ends, so that
 * `readEvidence` finds the same paragraphs again.
 */
export function writeEvidence(quotes: readonly Quote[], more = ''): string {
  const paragraph = ({ at, text }: Quote) => [at, text.trim().replace(/\n\s*\n/g, '\n')].filter(Boolean).join(' ')
  const written = quotes.filter(({ text }) => !isBlank(text)).map(paragraph)
  return [...written, isBlank(more) ? '' : more.trim()].filter(Boolean).join('\n\n')
}

/** The paragraphs of an evidence text with their times; `at` is empty where none was noted. */
export function readEvidence(body: string): Quote[] {
  return body
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const at = timed.exec(part)?.[1] ?? ''
      return { at, text: at ? part.slice(at.length + 1) : part }
    })
}
