import type { Evidence, Quote } from './quote'

const timed = /^(\d\d:\d\d) (?=\S)/

/**
 * Evidence of the format `text`, in which everything was one text: paragraphs parted by blank lines, quotes first, each
 * behind the hour and minute of its note. Everything up to the last paragraph with a time is quotes; what follows was
 * typed beside them. These rows are never rewritten, so this stays as long as there are any (ADR 019).
 */
export function readEarlierEvidence(body: string): Evidence {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
  const last = paragraphs.findLastIndex((part) => timed.test(part))
  return { quotes: paragraphs.slice(0, last + 1).map(quote), text: paragraphs.slice(last + 1).join('\n\n') }
}

function quote(paragraph: string): Quote {
  const clock = timed.exec(paragraph)?.[1]
  return clock ? { clock, text: paragraph.slice(clock.length + 1) } : { text: paragraph }
}
