import type { CheckedAgenda } from '~/domain/kit-draft/agenda-check'

const HEIGHT = 58

/**
 * The sections of an agenda in proportion, in the length of the interview; what lies beyond its end is drawn behind the mark
 * of the end. One that overlaps, is overfull or goes beyond the end has a broken edge; the sentences below say which and why.
 */
export function AgendaBar({ agenda }: { agenda: CheckedAgenda }) {
  const { minutes, sections } = agenda
  const end = Math.max(minutes, 1, ...sections.map(({ to }) => to))
  const percent = (minute: number) => `${(100 * minute) / end}%`
  const marks = [...new Set([0, ...sections.flatMap(({ from, to }) => [from, to]), minutes])].sort((a, b) => a - b)
  const shown = marks.filter((mark, at) => mark === 0 || mark === minutes || mark - (marks[at - 1] ?? 0) >= end / 14)
  return (
    <svg className="plot strip kitedit__agenda" role="img" aria-label={inWords(agenda)} height={HEIGHT}>
      {sections.map(({ key, from, to, questions, taken }, at) => (
        <g key={key}>
          <rect
            className={
              to > minutes || from < (sections[at - 1]?.to ?? 0) || (taken ?? 0) > to - from ? 'over' : undefined
            }
            x={percent(from)}
            width={percent(Math.max(0, to - from))}
            y="0"
            height="32"
            rx="3"
          />
          {questions.length > 0 && to - from >= end / 14 ? (
            <text x={percent((from + to) / 2)} y="21" textAnchor="middle">
              {questions.length > 1 ? `${questions[0]}–${questions.at(-1)}` : questions[0]}
            </text>
          ) : null}
        </g>
      ))}
      {minutes < end ? <line x1={percent(minutes)} x2={percent(minutes)} y1="0" y2="38" /> : null}
      {shown.map((mark) => (
        <text key={mark} x={percent(mark)} y="52" textAnchor={mark === 0 ? 'start' : mark === end ? 'end' : 'middle'}>
          {mark}
        </text>
      ))}
    </svg>
  )
}

/** The bar for those who do not see it: each section with its minutes, and each gap. */
function inWords({ minutes, sections }: CheckedAgenda): string {
  const words = sections.flatMap(({ from, to, text }, at) => {
    const reached = sections[at - 1]?.to ?? 0
    const gap = from > reached ? [`nothing from ${reached} to ${from}`] : []
    return [...gap, `${from} to ${to}: ${text || 'without a text'}`]
  })
  return `${minutes} minutes. ${words.join('; ')}`
}
