import type { DBSchema, IDBPDatabase } from 'idb'
import type { ScorecardDraft } from '~/domain/scorecard/draft'

/** What this device keeps of one scorecard until the server has it. */
export type DeviceCopy = {
  /** Whose: several people may share a device. */
  owner: string
  scorecardId: number
  base: number
  revision: number
  /** What the server last had, for putting two windows together. */
  before: ScorecardDraft
  content: ScorecardDraft
  /** True while the server does not have it. */
  pending: boolean
  at: number
}

interface Shelf extends DBSchema {
  drafts: { key: [string, number]; value: DeviceCopy; indexes: { at: number } }
}

const KEEP_MS = 30 * 86_400_000
let shelf: Promise<IDBPDatabase<Shelf>> | null = null

function open() {
  shelf ??= import('idb').then(async ({ openDB }) => {
    const database = await openDB<Shelf>('assay', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('drafts', { keyPath: ['owner', 'scorecardId'] }).createIndex('at', 'at')
      },
    })
    const old = await database.getAllKeysFromIndex('drafts', 'at', IDBKeyRange.upperBound(Date.now() - KEEP_MS))
    for (const key of old) await database.delete('drafts', key)
    return database
  })
  shelf.catch(() => (shelf = null))
  return shelf
}

/** True when the device has it. Private windows and full disks may refuse; the page then says so. */
export async function keepOnDevice(copy: DeviceCopy): Promise<boolean> {
  try {
    await (await open()).put('drafts', copy)
    return true
  } catch {
    return false
  }
}

export async function readFromDevice(owner: string, scorecardId: number): Promise<DeviceCopy | null> {
  try {
    return (await (await open()).get('drafts', [owner, scorecardId])) ?? null
  } catch {
    return null
  }
}

export async function forgetOnDevice(owner: string, scorecardId: number): Promise<void> {
  try {
    await (await open()).delete('drafts', [owner, scorecardId])
  } catch {
    // Nothing was kept.
  }
}
