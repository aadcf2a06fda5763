import { db } from '~/platform/db.server'

/** The organisations of this name, or all of them. For the command line. */
export const organisationsNamed = (name: string | undefined): Promise<{ id: number; name: string }[]> =>
  db().organisation.findMany({
    where: name === undefined ? {} : { name },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
