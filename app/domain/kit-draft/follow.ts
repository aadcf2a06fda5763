import type { Change } from './change'
import { itemsAt, type Block } from './content'
import type { Acted } from './form'
import { STAGE_MINUTES } from './prompt-templates'

/** Adds to an act on the stages of a prompt the same act on their minutes, which stand in a list of their own. */
export function followed(content: Block, acted: Acted): Acted {
  if ('problem' in acted) return acted
  return { ...acted, changes: [...acted.changes, ...acted.changes.flatMap((change) => minutesOf(content, change))] }
}

function minutesOf(content: Block, change: Change): Change[] {
  const { path, op } = change
  if (op === 'set' || path[0] !== 'prompts' || path.length !== 3 || path[2] !== 'stages') return []
  const stages = itemsAt(content, path).map(([key]) => key)
  const minutesPath = [...path.slice(0, 2), 'stage_minutes']
  const minutes = itemsAt(content, minutesPath)
  // Lists of different lengths belong to nothing; the check says so.
  if (minutes.length === 0 || minutes.length !== stages.length) return []
  const keyOf = (stage: string | null) => (stage === null ? null : (minutes[stages.indexOf(stage)]?.[0] ?? null))
  if (op === 'add') return [{ ...change, path: minutesPath, item: STAGE_MINUTES, behind: minutes.at(-1)?.[0] ?? null }]
  const found = minutes[stages.indexOf(change.key)]
  if (!found) return []
  const [key, item] = found
  const behind = keyOf(change.behind)
  return op === 'remove'
    ? [{ ...change, path: minutesPath, key, item, behind }]
    : [{ ...change, path: minutesPath, key, from: keyOf(change.from), behind }]
}
