import type { TableDocument } from '~/tables'
import { BadInput } from './bad-input'

/** @throws BadInput that names the sheet and the others, where a spreadsheet's chosen sheet has no rows below its header */
export function refuseEmptySheet({ sheet, sheets, rows, headerLine }: TableDocument): void {
  if (sheet === null || rows.length > 0) return
  const others = sheets.filter(({ name }) => name !== sheet).map(({ name }) => `"${name}"`)
  const more =
    others.length === 0
      ? 'put a row for each rating or unit there'
      : `choose another with --sheet: ${others.join(', ')}`
  throw new BadInput(`the sheet "${sheet}" has a header in row ${headerLine} and no rows below it; ${more}`)
}
