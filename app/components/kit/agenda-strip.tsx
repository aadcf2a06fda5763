import type { InterviewView } from '~/domain/kit/views'

const HEIGHT = 58
const per = (minutes: number, of: number) => `${(100 * minutes) / of}%`

/** The minutes of an interview as one strip; the longest parts are drawn darker. The list under it names what no question does. */
export function AgendaStrip({ interview }: { interview: InterviewView }) {
  const { agenda, minutes } = interview
  const longest = Math.max(...agenda.map(({ from, to }) => to - from))
  const marks = [...new Set(agenda.flatMap(({ from, to }) => [from, to]))]
  const apart = minutes / 14
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
              x={per(from, minutes)}
              width={per(to - from, minutes)}
              y="0"
              height="32"
              rx="3"
            />
            {questions.length > 0 && to - from >= apart ? (
              <text x={per((from + to) / 2, minutes)} y="21" textAnchor="middle">
                {questions.length > 1 ? `${questions[0]}–${questions.at(-1)}` : questions[0]}
              </text>
            ) : null}
          </g>
        ))}
        {marks
          .filter(
            (mark, at) =>
              at === 0 || mark === minutes || (mark - (marks[at - 1] ?? 0) >= apart && minutes - mark >= apart),
          )
          .map((mark) => (
            <text
              key={mark}
              x={per(mark, minutes)}
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
