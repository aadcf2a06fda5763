import { speakerLabels, type Evidence } from '~/domain/scorecard/evidence'
import { timeOf } from '~/domain/scorecard/quote-time'

/** Text as it was typed: a paragraph where a blank line parts it. */
export function Paragraphs({ text, className }: { text: string; className: string }) {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .map((paragraph) => paragraph.trim())
        .filter(Boolean)
        .map((paragraph, at) => (
          <p key={at} className={className}>
            {paragraph}
          </p>
        ))}
    </>
  )
}

/** Quotes with their moments and who said them, then the text beside them. */
export function Quotes({ evidence, className = 'side__q' }: { evidence: Evidence; className?: string }) {
  return (
    <>
      {evidence.quotes.map((quote, at) => {
        const time = timeOf(quote)
        return (
          <p key={at} className={className}>
            {time ? <time>{time}</time> : null}
            {quote.speaker ? <b>{speakerLabels[quote.speaker]}: </b> : null}
            {quote.text}
          </p>
        )
      })}
      <Paragraphs text={evidence.text} className={className} />
    </>
  )
}
