import { failure } from './logger.server'
import { DatabaseUnavailable } from './unavailable.server'

/**
 * A failure in one line, for a row that is kept or for the log: its kind, and where in the program it happened. Its
 * message may quote what somebody wrote, so it stays out unless it is one of our fixed sentences.
 */
export function shortFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'Something was thrown that is no error.'
  if (error instanceof DatabaseUnavailable) return error.message
  const { name, code, at } = failure(error) as { name: string; code?: unknown; at: string[] }
  const kind = typeof code === 'string' ? `${name} ${code}` : name
  return (at[0] === undefined ? kind : `${kind} at ${at[0]}`).slice(0, 500)
}
