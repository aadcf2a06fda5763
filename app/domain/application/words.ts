export type ApplicationState = 'open' | 'hired' | 'rejected' | 'withdrawn'

export const applicationStateWords: Record<ApplicationState, string> = {
  open: 'open',
  hired: 'hired',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
}

/** Stands in place of what a blind viewer must not be told. */
export const OPENS_WITH_YOURS = 'opens with yours'
