/** "[Minute 5] Interviewer (challenge): What then?" Anything else, such as "(The candidate is silent.)", is a note. */
const TURN = /^(\[Minute (\d+)\] )?((Candidate|Interviewer|Stakeholder|Problem owner|Owner)(?: \([^)]+\))?): (.+)$/s
const NOTE = /^(?:\[Minute (\d+)\] )?\(.*\)$/s

export type Turn = { minute: string; speaker: string; speech: string }

/** The paragraphs of a transcript: a speaker's turn, or a text as it stands. */
export function turnsOf(text: string): (Turn | string)[] {
  return text
    .split('\n')
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => {
      const [, minute = '', , speaker, , speech = ''] = TURN.exec(paragraph) ?? []
      return speaker === undefined ? paragraph : { minute, speaker, speech }
    })
}

export type TranscriptFigures = {
  turns: number
  minutes: number[]
  /** Paragraphs that are neither a turn nor a note in brackets; their first words. */
  unmarked: string[]
  /** The first minute that is before the one above it. */
  backwards: number | null
}

/** What an author wants to know of a transcript: whether each paragraph has its speaker, and whether minutes go forwards. */
export function transcriptFigures(text: string): TranscriptFigures {
  const paragraphs = text.split('\n').filter((paragraph) => paragraph.trim() !== '')
  const minutes = paragraphs.flatMap((paragraph) => {
    const minute = TURN.exec(paragraph)?.[2] ?? NOTE.exec(paragraph)?.[1]
    return minute === undefined ? [] : [Number(minute)]
  })
  return {
    turns: paragraphs.filter((paragraph) => TURN.test(paragraph)).length,
    minutes,
    unmarked: paragraphs
      .filter((paragraph) => !TURN.test(paragraph) && !NOTE.test(paragraph))
      .map((paragraph) => (paragraph.length > 60 ? `${paragraph.slice(0, 60)}…` : paragraph)),
    backwards: minutes.find((minute, index) => minute < (minutes[index - 1] ?? 0)) ?? null,
  }
}
