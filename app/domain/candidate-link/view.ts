import type { CandidatePrompt } from '../kit/candidate-view'
import type { ChartView, ForCandidateView } from '../kit/views'
import type { LinkStatus } from './status'

/** The candidate's pages of an interview, without their secrets. */
export type CandidateLinks = {
  /** May the viewer make and close pages? */
  handsOut: boolean
  /** With which prompts a page can be made. */
  prompts: { id: string; name: string }[]
  /** For the next link of this interview: sent twice, it makes one. */
  writeKey: string
  /** The list holds what was made before the page with this id; null: from the newest on. */
  begin: number | null
  /** The id before which the next part of the list begins; null where nothing is older. */
  older: number | null
  made: {
    id: number
    prompt: string
    by: string
    made: string
    until: string
    status: LinkStatus
    /** Exhibits on request, and whether they were handed over. */
    exhibits: { id: string; name: string; given: boolean }[]
  }[]
}

/** What a candidate reads: the prompt and its exhibits, and until when. */
export type TaskView = {
  name: string
  /** What the candidate is told about the interview; null where the kit says nothing of it. */
  about: ForCandidateView | null
  text: string
  until: string
  givens: { group: string; rows: { value: string; words: string }[] }[]
  briefs: CandidatePrompt['briefs']
  files: CandidatePrompt['files']
  exhibits: {
    name: string
    rows: string
    columns: [name: string, meaning: string][]
    charts: ChartView[]
    table: { head: string[]; rows: string[][] }
    length: number
  }[]
}
