import { administrationRows } from './table/administration'
import { applicationsRows } from './table/applications'
import { candidatesRows } from './table/candidates'
import { exportsRows } from './table/exports'
import { entranceRows } from './table/entrance'
import { jobsRows } from './table/jobs'
import { kitsRows } from './table/kits'
import { ownKitPromptRows } from './table/own-kit-prompts'
import { ownKitsRows } from './table/own-kits'
import { packetsRows } from './table/packets'
import { promptsRows } from './table/prompts'
import type { Row } from './table/row'

export { wholeDraft } from './table/prepared'
export type { Asked, Row } from './table/row'

/** Every route with its methods, by subject: the access, hostile, plans and blindness tests ask what stands here. */
export const table: Row[] = [
  ...entranceRows,
  ...administrationRows,
  ...kitsRows,
  ...ownKitsRows,
  ...promptsRows,
  ...ownKitPromptRows,
  ...jobsRows,
  ...candidatesRows,
  ...applicationsRows,
  ...packetsRows,
  ...exportsRows,
]
