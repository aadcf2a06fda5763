import type { TaskView } from '~/domain/candidate-link/view'
import type { CandidateExhibit, CandidatePrompt } from '~/domain/kit/candidate-view'
import { describeCharts } from '~/domain/kit/chart-views'
import { describeTable, figureOf, spaced } from '../kit/describe-prompt.server'

const ROWS_ON_PAGE = 60

/** What a candidate reads of a prompt, below what the kit tells them about the interview. */
export const describeTask = (prompt: CandidatePrompt, about: TaskView['about']): Omit<TaskView, 'until'> => ({
  name: prompt.name,
  about,
  text: prompt.text,
  givens: groupsOf(prompt.givens),
  briefs: prompt.briefs,
  files: prompt.files,
  exhibits: prompt.exhibits.map(exhibitForCandidate),
})

function groupsOf(givens: CandidatePrompt['givens']): TaskView['givens'] {
  return [...new Set(givens.map(({ group }) => group))].map((group) => ({
    group: spaced(group),
    rows: givens
      .filter((one) => one.group === group)
      .map(({ value, unit, says }) => ({ value: figureOf(value, unit), words: says })),
  }))
}

function exhibitForCandidate(exhibit: CandidateExhibit, index: number): TaskView['exhibits'][number] {
  const { head, rows } = describeTable(exhibit.csv)
  return {
    name: exhibit.name,
    rows: exhibit.rows,
    columns: Object.entries(exhibit.columns),
    charts: describeCharts(exhibit, index),
    table: { head, rows: rows.slice(0, ROWS_ON_PAGE) },
    length: rows.length,
  }
}
