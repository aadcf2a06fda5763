import type { InterviewView } from '~/domain/kit/views'

const HEIGHT = 58
const percentOf = (minutes: number, of: number) => `${(100 * minutes) / of}%`

/** The agenda of an interview as a timeline; the longest entries are darker. The list below it names the entries without a single question. */
export function AgendaStrip({ interview }: { interview: InterviewView }) {
  const { agenda, minutes } = interview
  const longest = Math.max(...agenda.map(({ from, to }) => to - from))
  const tickMinutes = [...new Set(agenda.flatMap(({ from, to }) => [from, to]))]
  // On a phone a fourteenth of the line takes a time or "3–4", and a thirtieth one digit.
  const minGap = minutes / 14
  const digitGap = minutes / 30
  return (
    <>
      <svg
        className="plot strip"
        role="img"
        aria-label={`${minutes} minutes: ${agenda.map(({ from, to, text }) => `${text}, ${to - from}`).join('; ')}`}
        height={HEIGHT}
      >
        {agenda.map(({ from, to, questions }) => (
          <g key={from}>
            <rect
              className={to - from === longest ? 'main' : undefined}
              x={percentOf(from, minutes)}
              width={percentOf(to - from, minutes)}
              y="0"
              height="32"
              rx="3"
            />
            {questions.length > 0 && to - from >= (questions.length > 1 ? minGap : digitGap) ? (
              <text x={percentOf((from + to) / 2, minutes)} y="21" textAnchor="middle">
                {questions.length > 1 ? `${questions[0]}–${questions.at(-1)}` : questions[0]}
              </text>
            ) : null}
          </g>
        ))}
        {tickMinutes
          .filter(
            (mark, at) =>
              at === 0 || mark === minutes || (mark - (tickMinutes[at - 1] ?? 0) >= minGap && minutes - mark >= minGap),
          )
          .map((mark) => (
            <text
              key={mark}
              x={percentOf(mark, minutes)}
              y="52"
              textAnchor={mark === 0 ? 'start' : mark === minutes ? 'end' : 'middle'}
            >
              {mark}
            </text>
          ))}
      </svg>
      <ol className="agenda">
        {agenda
          .filter(({ questions }) => questions.length !== 1)
          .map(({ from, to, text }) => (
            <li key={from}>
              <span className="agenda__time">
                {from}–{to}
              </span>
              <span>{text}</span>
            </li>
          ))}
      </ol>
    </>
  )
}
