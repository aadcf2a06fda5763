let fixed: Date | undefined

/** Now by this server's clock, or by another one that is given, such as the database's. A stopped clock wins over both. */
export const now = (clock?: Date): Date => fixed ?? clock ?? new Date()

/** Tests stop the clock; nobody else does. */
export function stopClock(at: Date | undefined) {
  fixed = at
}
