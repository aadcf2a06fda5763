import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { FoundCopy } from '~/domain/scorecard/drafting/state'
import { currentDraft } from '~/domain/scorecard/earlier-draft'
import { mustExist } from '~/domain/shared/must-exist'

/** What this device keeps of one scorecard until the server has it, and whose it is: several people may share a device. */
export type DeviceCopy = FoundCopy<ScorecardDraft> & { owner: string; scorecardId: number }

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

const ofScorecard = (owner: string, scorecardId: number) =>
  IDBKeyRange.bound([owner, scorecardId], [owner, scorecardId, '\uffff'])

/** A copy in the shape of today; an earlier version of the page may have kept it. */
const readCopy = (copy: DeviceCopy): DeviceCopy => ({
  ...copy,
  before: currentDraft(copy.before) as ScorecardDraft,
  content: currentDraft(copy.content) as ScorecardDraft,
})

type Chosen = (copy: DeviceCopy) => boolean

/** Deletes the copies of a scorecard that are chosen, within the transaction of the shelf. */
function remove(shelf: IDBObjectStore, owner: string, scorecardId: number, isChosen: Chosen) {
  const request = shelf.openCursor(ofScorecard(owner, scorecardId))
  request.onsuccess = () => {
    const cursor = request.result
    if (!cursor) return
    if (isChosen(readCopy(cursor.value as DeviceCopy))) cursor.delete()
    cursor.continue()
  }
  return request
}

/**
 * Keeps a copy and deletes those whose text is in it, in one transaction. True when the device has it; otherwise the page
 * says so.
 */
export const keepOnDevice = async (copy: DeviceCopy, isSuperseded: Chosen = () => false): Promise<boolean> => {
  const kept = await onShelf((shelf) => {
    shelf.put(copy)
    return remove(shelf, copy.owner, copy.scorecardId, (one) => one.window !== copy.window && isSuperseded(one))
  })
  return kept !== null
}

/** Every window's copy of this scorecard, the oldest first. */
export const readFromDevice = async (owner: string, scorecardId: number): Promise<DeviceCopy[]> => {
  const found = await onShelf((shelf) => shelf.getAll(ofScorecard(owner, scorecardId)))
  return ((found?.value ?? []) as DeviceCopy[]).map(readCopy).sort((a, b) => a.at - b.at)
}

/**
 * Deletes the copies of this scorecard of which `isSafe` says that nothing would be lost. It reads and deletes in one
 * transaction, so that a copy that another window renews meanwhile stays.
 */
export async function forgetOnDevice(owner: string, scorecardId: number, isSafe: Chosen): Promise<void> {
  await onShelf((shelf) => remove(shelf, owner, scorecardId, isSafe))
}
