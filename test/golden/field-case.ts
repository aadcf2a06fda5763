import path from 'node:path'

/** Path of a file or situation from a public report, rebuilt with made-up data. */
export const fieldCase = (name: string) => path.join(import.meta.dirname, 'field-cases', name)
