/**
 * Severity of an interviewer from the model's effect, or the effect from a severity. The model's interviewer effects are
 * leniencies: they raise a rating. Everything that is reported is severity: positive where somebody rates lower than others
 * would. This is the only place where the one becomes the other. In levels.
 */
export const severityOf = (leniency: number): number => 0 - leniency
