/**
 * The one reader of tables that other programs wrote (CSV, TSV, XLSX, ODS). It knows neither database nor screens nor the
 * engine; everybody who reads a file of rows reads it here.
 */
export { raggedRow } from './assemble'
export { damageOf } from './damage'
export { isText } from './file-kind'
export { isMissing } from './missing'
export { orderPeriods, type Periods, type PeriodsResult } from './periods'
export { readTable } from './read-table'
export { LONGEST_RECORD, RecordReader } from './record-reader'
export { usedCells } from './row-names'
export {
  columnAt,
  LIMITS,
  type TableDocument,
  type TableNote,
  type TableOptions,
  type TableRow,
  type TableSource,
} from './table'
export { TableProblem } from './table-problem'
export { HEAD_BYTES, inspectText, type TextLayout } from './text-layout'
export type { Cell, Rows } from './cell'
export { csvOf } from './write-csv'
export { xlsxOf, type SheetColumn, type SheetInput } from './write-xlsx'
