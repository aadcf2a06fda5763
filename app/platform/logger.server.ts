import pino from 'pino'
import { env } from './env.server'

/** Logs to standard error. Never pass it a person's name, address or words: ids only. */
export const logger = pino(
  { level: env().LOG_LEVEL, base: undefined, redact: ['password', 'token', '*.password', '*.token', 'cookie'] },
  pino.destination(2),
)
