/** The largest kit of ours has 0.6 MB; a file of a kit may have 1 MB (`kit-folder.server.ts`). */
export const MOST_CONTENT = 4 * 1024 * 1024
export const MOST_TEXT = 100_000
/** The table of an exhibit. */
export const MOST_TABLE = 1024 * 1024
export const MOST_ITEMS = 500
export const MOST_DEPTH = 14
/** Changes of one send: a page of the editor has some hundred fields. */
export const MOST_CHANGES = 500
/** Sends that can be undone; older ones stay done. */
export const MOST_LOGGED = 1_000
