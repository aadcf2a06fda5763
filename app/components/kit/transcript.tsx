import { turnsOf } from '~/domain/kit/transcript'

/** The transcript of a calibration case: one paragraph for each speaker's turn or note in brackets. */
export function Transcript({ text }: { text: string }) {
  return (
    <>
      {turnsOf(text).map((turn, index) => (
        <p key={index}>
          {typeof turn === 'string' ? (
            turn
          ) : (
            <>
              {turn.minute}
              <b>{turn.speaker}:</b> {turn.speech}
            </>
          )}
        </p>
      ))}
    </>
  )
}
