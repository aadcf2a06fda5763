export const SPEAKERS = ['candidate', 'interviewer'] as const
export type Speaker = (typeof SPEAKERS)[number]

export const speakerLabels: Record<Speaker, string> = { candidate: 'Candidate', interviewer: 'Interviewer' }

/** Words that were said or seen, with the moment where it was noted. */
export type Quote = {
  /** Seconds into the interview. */
  at?: number
  /** Hour and minute, as the clock of whoever took the note showed them. */
  clock?: string
  speaker?: Speaker
  text: string
}

/** What a rating rests on: free text, and quotes in the order in which they are read. */
export type Evidence = { text: string; quotes: Quote[] }
