import type { Exhibit, ExhibitChart, Prompt } from './schema'

/** What a candidate may see of a prompt. Spelt out key by key, so that a new key of the format stays hidden. */
export type CandidatePrompt = {
  name: string
  text: string
  givens: { group: string; name: string; value: number; unit: string; says: string }[]
  briefs: { who: string; text: string }[]
  files: { path: string; text: string }[]
  exhibits: CandidateExhibit[]
}

export type CandidateExhibit = {
  id: string
  name: string
  rows: string
  columns: Record<string, string>
  charts: ExhibitChart[]
  csv: string
}

/**
 * The part of a prompt that is handed to the candidate: no facts, figures, stages, levels, fault,
 * or what an exhibit shows and hides. `given` names exhibits on request that were asked for and handed over.
 */
export function candidatePrompt(prompt: Prompt, given: readonly string[] = []): CandidatePrompt {
  const onRequest = prompt.on_request.filter((exhibit) => given.includes(exhibit.id))
  return {
    name: prompt.name,
    text: prompt.candidate_text,
    givens: Object.entries(prompt.givens ?? {}).flatMap(([group, items]) =>
      Object.entries(items).map(([name, [value, unit, says]]) => ({ group, name, value, unit, says })),
    ),
    briefs: (prompt.parts ?? []).flatMap(({ who, handed_out }) => (handed_out ? [{ who, text: handed_out }] : [])),
    files: (prompt.files ?? []).filter((file) => file.for === 'candidate').map(({ path, text }) => ({ path, text })),
    exhibits: [...prompt.handed_out, ...onRequest].map(candidateExhibit),
  }
}

function candidateExhibit({ id, name, rows, columns, charts, csv }: Exhibit): CandidateExhibit {
  return { id, name, rows, columns, charts: charts ?? [], csv }
}
