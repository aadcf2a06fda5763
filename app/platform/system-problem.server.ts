/** What the operating system refuses, as a person reads it. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user lacks the permission',
  EPERM: 'this user lacks the permission',
  EROFS: 'the disk is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'it is not there',
  EEXIST: 'it is there already',
  ENOTDIR: 'part of the path is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'this process has too many files open',
  ENFILE: 'this machine has too many files open',
  EIO: 'the disk reports a fault',
  ENOTSUP: 'the disk does not offer that; a local disk does',
  EOPNOTSUPP: 'the disk does not offer that; a local disk does',
  ENOTEMPTY: 'the folder is not empty',
}

/** Why the operating system refused; null where it was not the system, or for a reason that we have no words for. */
export const reasonOf = (error: unknown): string | null =>
  REASONS[String((error as NodeJS.ErrnoException | null)?.code)] ?? null

/** One sentence about the file or folder that could not be used; null for an error that says neither which nor why. */
export function systemProblem(error: unknown): string | null {
  const reason = reasonOf(error)
  const { path, dest } = (error ?? {}) as { path?: unknown; dest?: unknown }
  const place = typeof dest === 'string' ? dest : path
  return reason !== null && typeof place === 'string' ? `${place} cannot be used: ${reason}.` : null
}
