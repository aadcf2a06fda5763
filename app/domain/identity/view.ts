/** Failed sign-ins at one person's address within the last two days, as an administrator reads them. */
export type FailedSignInsView = { failures: number; places: number; last: string; delayedUntil: string | null }
