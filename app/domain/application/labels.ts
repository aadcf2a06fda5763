export type ApplicationState = 'open' | 'hired' | 'rejected' | 'withdrawn'

export const applicationStateLabels: Record<ApplicationState, string> = {
  open: 'open',
  hired: 'hired',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
}

/** Shown instead of what a blind viewer must not be told. */
export const HIDDEN_UNTIL_SUBMITTED = 'hidden until you submit'

/** Shown instead of what is withheld from a viewer: because of a recusal, or until they have submitted. */
export const withheldLabel = (recused: boolean): string =>
  recused ? 'hidden: you are recused' : HIDDEN_UNTIL_SUBMITTED
