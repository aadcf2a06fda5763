/** A recusal from an application, as the application shows it. */
export type RecusalView = {
  person: number
  name: string
  at: string
  /** null: none was given, or it was erased. */
  reason: string | null
  lifted: { by: string; at: string; reason: string | null } | null
  mayLift: boolean
}
