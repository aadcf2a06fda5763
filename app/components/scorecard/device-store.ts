import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'

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

const SHELF = 'drafts'
const KEEP_MS = 30 * 86_400_000

// IndexedDB by hand: three calls do not pay for a library on a page that is measured by the byte.
const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })

let opened: Promise<IDBDatabase> | null = null

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('assay', 1)
  request.onupgradeneeded = () =>
    request.result.createObjectStore(SHELF, { keyPath: ['owner', 'scorecardId'] }).createIndex('at', 'at')
  const database = await done(request)
  const shelf = database.transaction(SHELF, 'readwrite').objectStore(SHELF)
  const old = await done(shelf.index('at').getAllKeys(IDBKeyRange.upperBound(Date.now() - KEEP_MS)))
  for (const key of old) await done(shelf.delete(key))
  return database
}

/** Runs one request on the shelf; null where the device refuses, as private windows and full disks do. */
async function onShelf<T>(ask: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<{ value: T } | null> {
  try {
    const database = await (opened ??= open())
    return { value: await done(ask(database.transaction(SHELF, 'readwrite').objectStore(SHELF))) }
  } catch {
    opened = null
    return null
  }
}

/** True when the device has it; otherwise the page says so. */
export const keepOnDevice = async (copy: DeviceCopy): Promise<boolean> =>
  (await onShelf((shelf) => shelf.put(copy))) !== null

export const readFromDevice = async (owner: string, scorecardId: number): Promise<DeviceCopy | null> =>
  ((await onShelf((shelf) => shelf.get([owner, scorecardId])))?.value as DeviceCopy | undefined) ?? null

export const forgetOnDevice = async (owner: string, scorecardId: number): Promise<void> =>
  void (await onShelf((shelf) => shelf.delete([owner, scorecardId])))
