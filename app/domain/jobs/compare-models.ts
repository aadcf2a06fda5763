/** Fits ordered levels to the ratings of the run in force, to be held against its scores. Its payload is empty. */
export const COMPARE_MODELS = 'compare-families'
