import type { CalibrationDocument, ReportPlots } from '~/engine'

/** What the report and each of its parts draw from. */
export type ReportProps = { document: CalibrationDocument; plots: ReportPlots }
