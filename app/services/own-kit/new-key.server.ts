import { createHash } from 'node:crypto'

/** The key of an item that a form adds: the same for the same form, so that one sent twice is answered with the same item. */
export const newKeyOf = (clientKey: string): string =>
  `n${createHash('sha256').update(clientKey).digest('hex').slice(0, 12)}`
