import { TableProblem } from '../table-problem'

/** The sheet of this name, or the first that is not hidden. @throws TableProblem if there is none */
export function chooseSheet<Sheet extends { name: string; hidden: boolean }>(
  sheets: readonly Sheet[],
  wanted: string | undefined,
): Sheet {
  const chosen =
    wanted === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find(({ name }) => name === wanted)
  if (chosen !== undefined) return chosen
  if (sheets.length === 0) throw new TableProblem('the file has no sheets')
  throw new TableProblem(`there is no sheet "${wanted}"; the file has ${listed(sheets)}`)
}

/** Names of sheets for a sentence. */
export function listed(sheets: readonly { name: string; hidden: boolean }[]): string {
  const names = sheets.map(({ name, hidden }) => `"${name}"${hidden ? ' (hidden)' : ''}`)
  return names.length > 20 ? `${names.slice(0, 20).join(', ')} and ${names.length - 20} more` : names.join(', ')
}
