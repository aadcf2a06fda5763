import { mustExist } from '../shared/must-exist'
import type { Kit } from './schema'

/** Entries of a kit by an id that the kit itself, or a row pinned to it, names. */
export const criterionOf = (kit: Kit, id: string) =>
  mustExist(
    kit.criteria.find((one) => one.id === id),
    `criterion ${id} in kit ${kit.id} ${kit.version}`,
  )

export const interviewOf = (kit: Kit, id: string) =>
  mustExist(
    kit.interviews.find((one) => one.id === id),
    `interview ${id} in kit ${kit.id} ${kit.version}`,
  )

export const redFlagOf = (kit: Kit, id: string) =>
  mustExist(
    kit.red_flags.find((one) => one.id === id),
    `red flag ${id} in kit ${kit.id} ${kit.version}`,
  )
