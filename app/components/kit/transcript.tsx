/** The transcript of a calibration case: one paragraph for each speaker's turn or note in brackets. */
export function Transcript({ text }: { text: string }) {
  return (
    <>
      {text
        .split('\n')
        .filter((turn) => turn.trim() !== '')
        .map((turn, index) => {
          const [, minute, speaker, speech] = turnPattern.exec(turn) ?? []
          return (
            <p key={index}>
              {speaker === undefined ? (
                turn
              ) : (
                <>
                  {minute}
                  <b>{speaker}:</b> {speech}
                </>
              )}
            </p>
          )
        })}
    </>
  )
}

/** "[Minute 5] Interviewer (challenge): What then?" Anything else, such as "(The candidate is silent.)", is a note. */
const turnPattern =
  /^(\[Minute \d+\] )?((?:Candidate|Interviewer|Stakeholder|Problem owner|Owner)(?: \([^)]+\))?): (.+)$/s
