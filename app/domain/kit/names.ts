const withSpaces = (id: string) => id.replace(/[-_]/g, ' ')

/** Ids as people read them: `system-design` is "System design". */
export const titleFromId = (id: string): string => withSpaces(id).replace(/^./, (first) => first.toUpperCase())

/** The name of a calibration case. Versions of a kit published before cases had names are shown under their id. */
export const caseName = ({ id, name }: { id: string; name?: string | undefined }): string => name ?? titleFromId(id)
