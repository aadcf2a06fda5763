import pino from 'pino'
import { env } from './env.server'

/** Logs to standard error. Never pass it a person's name, address or words: ids only. */
export const logger = pino(
  {
    level: env().LOG_LEVEL,
    base: undefined,
    serializers: { error: failure },
    redact: ['password', 'token', '*.password', '*.token', 'cookie'],
  },
  pino.destination(2),
)

/** What failed and where. Its message may quote what somebody wrote, in lines like those of a stack too, so it stays out. */
export function failure(error: unknown) {
  if (!(error instanceof Error)) return error
  const { name, message, code, stack = '' } = error as Error & { code?: unknown }
  const trace = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  const at = trace.split('\n').filter((line) => line.startsWith('    at '))
  return { name, code, at: at.slice(0, 8).map((line) => line.trim().slice(3)) }
}
