import { env } from './env.server'

/** The address of this installation, for links that are handed to people. */
export const originOf = (request: Request): string => env().APP_ORIGIN ?? new URL(request.url).origin
