import type { Row } from './table'
import type { Who, World } from './world'

/** Somebody whom the row lets do it. */
function allowed({ roles, ok, but }: Row): Who {
  for (const who of ['assigned', 'voter'] as const) if (but?.[who] === ok) return who
  return roles === 'everyone' ? 'nobody' : (roles[0] ?? 'administrator')
}

export type Prepared = Awaited<ReturnType<typeof prepare>>

/** The request of a row, with the cookie of somebody whom the row lets make it. */
export async function prepare(row: Row, world: World) {
  const who = allowed(row)
  return { who, asked: await row.ask(world.open, world, who), cookie: await world.cookie(who, world.open) }
}
