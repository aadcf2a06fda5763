import { randomKey } from '~/components/ui/random-key'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { currentDraft } from '~/domain/scorecard/earlier-draft'
import { mustExist } from '~/domain/shared/must-exist'

/** What this device keeps of one scorecard until the server has it. */
export type DeviceCopy = {
  /** Whose: several people may share a device. */
  owner: string
  scorecardId: number
  /** Which window wrote it: two of them on one scorecard never overwrite each other's copy. */
  window: string
  base: number
  revision: number
  /** What the server last had, for putting two windows together. */
  before: ScorecardDraft
  content: ScorecardDraft
  /** True while the server does not have it. */
  pending: boolean
  at: number
}

const SHELF = 'copies'
/** Before copies named their window. */
const FIRST_SHELF = 'drafts'
const KEEP_MS = 30 * 86_400_000

// IndexedDB by hand: three calls do not pay for a library on a page that is measured by the byte.
let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('assay', 2)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
    // A window from before an update holds the old shelf; the page says that the device keeps nothing.
    request.onblocked = () => reject(new Error('IndexedDB is held by a window of an older version'))
    request.onupgradeneeded = () => upgrade(request)
  })
}

function upgrade({ result, transaction }: IDBOpenDBRequest) {
  const shelf = result.createObjectStore(SHELF, { keyPath: ['owner', 'scorecardId', 'window'] })
  shelf.createIndex('at', 'at')
  if (!result.objectStoreNames.contains(FIRST_SHELF)) return
  const former = mustExist(transaction, 'transaction of the upgrade').objectStore(FIRST_SHELF).getAll() as IDBRequest<
    DeviceCopy[]
  >
  former.onsuccess = () => {
    for (const copy of former.result) shelf.put({ ...copy, window: '' })
    result.deleteObjectStore(FIRST_SHELF)
  }
}

/** Opens the database, and sweeps what nobody came back for. */
async function ready(): Promise<IDBDatabase> {
  const database = await open()
  database.onversionchange = () => database.close()
  await within(database, (shelf) => {
    const old = shelf.index('at').getAllKeys(IDBKeyRange.upperBound(Date.now() - KEEP_MS))
    old.onsuccess = () => old.result.forEach((key) => shelf.delete(key))
    return old
  })
  return database
}

/** Runs one request and whatever follows from it in one transaction; done when the disk has it. */
function within<T>(database: IDBDatabase, ask: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(SHELF, 'readwrite')
    const request = ask(transaction.objectStore(SHELF))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB refused'))
  })
}

/** Runs one request on the shelf; null where the device refuses, as private windows and full disks do. */
async function onShelf<T>(ask: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<{ value: T } | null> {
  try {
    return { value: await within(await (opened ??= ready()), ask) }
  } catch {
    opened = null
    return null
  }
}

/** True when the device has it; otherwise the page says so. */
export const keepOnDevice = async (copy: DeviceCopy): Promise<boolean> =>
  (await onShelf((shelf) => shelf.put(copy))) !== null

const ofScorecard = (owner: string, scorecardId: number) =>
  IDBKeyRange.bound([owner, scorecardId], [owner, scorecardId, '\uffff'])

/** A copy in the shape of today; an earlier version of the page may have kept it. */
const readCopy = (copy: DeviceCopy): DeviceCopy => ({
  ...copy,
  before: currentDraft(copy.before) as ScorecardDraft,
  content: currentDraft(copy.content) as ScorecardDraft,
})

/** Every window's copy of this scorecard, the oldest first. */
export const readFromDevice = async (owner: string, scorecardId: number): Promise<DeviceCopy[]> => {
  const found = await onShelf((shelf) => shelf.getAll(ofScorecard(owner, scorecardId)))
  return ((found?.value ?? []) as DeviceCopy[]).map(readCopy).sort((a, b) => a.at - b.at)
}

/**
 * Deletes the copies of this scorecard of which `safe` says that nothing would be lost. It reads and deletes in one
 * transaction, so that a copy that another window renews meanwhile stays.
 */
export async function forgetOnDevice(
  owner: string,
  scorecardId: number,
  safe: (copy: DeviceCopy) => boolean,
): Promise<void> {
  await onShelf((shelf) => {
    const request = shelf.openCursor(ofScorecard(owner, scorecardId))
    request.onsuccess = () => {
      const cursor = request.result
      if (!cursor) return
      if (safe(readCopy(cursor.value as DeviceCopy))) cursor.delete()
      cursor.continue()
    }
    return request
  })
}

/** One name a window, kept through a reload so that it finds its own copy again. */
export function windowName(): string {
  try {
    const name = sessionStorage.getItem('assay-window') ?? randomKey()
    sessionStorage.setItem('assay-window', name)
    return name
  } catch {
    return randomKey()
  }
}
