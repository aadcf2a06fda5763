const spaced = (id: string) => id.replace(/[-_]/g, ' ')

/** Ids as people read them: `system-design` is "System design". */
export const wordsOf = (id: string): string => spaced(id).replace(/^./, (first) => first.toUpperCase())

/** Calibration cases have no name of their own; their id was written to be read. */
export const caseName = wordsOf
