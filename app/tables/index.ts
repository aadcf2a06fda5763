/**
 * The one reader of tables that other programs wrote (CSV, TSV, XLSX, ODS). It knows neither database nor screens nor the
 * engine; everybody who reads a file of rows reads it here.
 */
export { isMissing } from './missing'
export { readTable } from './read-table'
export {
  columnAt,
  type TableDocument,
  type TableNote,
  type TableOptions,
  type TableRow,
  type TableSource,
} from './table'
export { TableProblem } from './table-problem'
export { inspectText, type TextLayout } from './text-layout'
export type { Cell, Rows } from './cell'
export { csvOf } from './write-csv'
export { xlsxOf, type SheetColumn, type SheetInput } from './write-xlsx'
