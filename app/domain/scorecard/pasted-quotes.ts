import { emptyQuote, type QuoteDraft } from './draft-shape'
import { SPEAKERS, speakerLabels } from './evidence'
import { secondsOf, typedTime } from './quote-time'

/** A time at the beginning of a line, as transcripts and notes write it: `12:30`, `[1:12:30]`, `00:12:30 -`. */
const LEADING = /^[[(]?(\d{1,4}(?::\d\d){1,2})[\])]?(?=[\s-])/

/** Lines that begin with a time, as quotes; `rest` is every other line. */
export function timedLines(text: string): { quotes: QuoteDraft[]; rest: string } {
  const quotes: QuoteDraft[] = []
  const rest: string[] = []
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const quote = quoteOfLine(line.trim())
    if (quote) quotes.push(quote)
    else rest.push(line)
  }
  return { quotes, rest: rest.join('\n').trim() }
}

function quoteOfLine(line: string): QuoteDraft | null {
  const [leading, time] = LEADING.exec(line) ?? []
  const seconds = time === undefined ? null : secondsOf(time)
  if (leading === undefined || seconds === null) return null
  const words = line.slice(leading.length).trim().replace(/^-/, '').trim()
  if (words === '') return null
  const speaker = SPEAKERS.find((one) => words.toLowerCase().startsWith(`${speakerLabels[one].toLowerCase()}:`))
  return {
    ...emptyQuote(),
    at: typedTime(seconds),
    speaker: speaker ?? '',
    text: speaker ? words.slice(speakerLabels[speaker].length + 1).trim() : words,
  }
}
