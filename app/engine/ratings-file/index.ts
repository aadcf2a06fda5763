/** Reading of ratings and agreement files with Node, as streams of bytes. */
export { BadInput } from './bad-input'
export type { ColumnWish } from './columns'
export { readTableFile, type LongColumns } from './read-agreement-table'
export { readRatings, type RatingsFile } from './read-ratings'
