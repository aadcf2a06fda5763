import { BadInput } from './bad-input'

/** Why a file cannot be opened, as a sentence; any other error as it is. */
export function unreadable(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (typeof code !== 'string') return error
  const why =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : code === 'EACCES'
          ? 'it may not be read'
          : code
  return new BadInput(`cannot read ${name}: ${why}`)
}
