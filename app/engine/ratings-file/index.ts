/** Reading of ratings and agreement files with Node, as streams of bytes. */
export { BadInput } from './bad-input'
export type { ColumnWish } from './columns'
export { levelsFrom } from './agreement-table/code-values'
export { LEVEL_SETS } from './agreement-table/level-sets'
export type { AgreementOptions, LongColumns } from './agreement-table/types'
export { readTableFile } from './read-agreement-table'
export { readRatings, type RatingsFile } from './read-ratings'
