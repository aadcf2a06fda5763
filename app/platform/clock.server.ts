let fixed: Date | undefined

export const now = (): Date => fixed ?? new Date()

/** Tests stop the clock; nobody else does. */
export function stopClock(at: Date | undefined) {
  fixed = at
}
