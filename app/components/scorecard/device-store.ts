import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction } from 'idb'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { FoundCopy } from '~/domain/scorecard/drafting/state'
import { completeDraft, currentDraft } from '~/domain/scorecard/earlier-draft'

/** What this device keeps of one scorecard until the server has it, and whose it is: several people may share a device. */
export type DeviceCopy = FoundCopy<ScorecardDraft> & { owner: string; scorecardId: number }

interface Schema extends DBSchema {
  copies: { key: [owner: string, scorecardId: number, window: string]; value: DeviceCopy; indexes: { at: number } }
  /** Before copies named their window. */
  drafts: { key: [owner: string, scorecardId: number]; value: Omit<DeviceCopy, 'window'> }
}

const KEEP_MS = 30 * 86_400_000

let opened: Promise<IDBPDatabase<Schema>> | null = null

const open = () =>
  new Promise<IDBPDatabase<Schema>>((resolve, reject) => {
    openDB<Schema>('assay', 2, {
      upgrade: (database, _from, _to, transaction) =>
        void upgrade(database, transaction).catch(() => transaction.abort()),
      // A window from before an update holds the old store, maybe for hours; the page says that the device keeps nothing.
      blocked: () => reject(new Error('IndexedDB is held by a window of an older version')),
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    }).then(resolve, reject)
  })

async function upgrade(database: IDBPDatabase<Schema>, transaction: Upgrade) {
  const copies = database.createObjectStore('copies', { keyPath: ['owner', 'scorecardId', 'window'] })
  copies.createIndex('at', 'at')
  if (!database.objectStoreNames.contains('drafts')) return
  for (const copy of await transaction.objectStore('drafts').getAll()) await copies.put({ ...copy, window: '' })
  database.deleteObjectStore('drafts')
}
type Upgrade = IDBPTransaction<Schema, ('copies' | 'drafts')[], 'versionchange'>

/** Opens the database, and sweeps what nobody came back for. */
async function ready() {
  const database = await open()
  const { store, done } = database.transaction('copies', 'readwrite')
  const old = await store.index('at').getAllKeys(IDBKeyRange.upperBound(Date.now() - KEEP_MS))
  await Promise.all([...old.map((key) => store.delete(key)), done])
  return database
}

type Store = IDBPObjectStore<Schema, ['copies'], 'copies', 'readwrite'>

/**
 * Works on the store in one transaction, and is done when the disk has it: browsers otherwise say so as soon as the
 * operating system has it. False where the device refuses, as private windows and full disks do.
 */
async function inStore(work: (store: Store) => Promise<unknown>): Promise<boolean> {
  try {
    const database = await (opened ??= ready())
    const { store, done } = database.transaction('copies', 'readwrite', { durability: 'strict' })
    await Promise.all([work(store), done])
    return true
  } catch {
    opened = null
    return false
  }
}

const ofScorecard = (owner: string, scorecardId: number) =>
  IDBKeyRange.bound([owner, scorecardId], [owner, scorecardId, '\uffff'])

const today = (content: unknown) => completeDraft(currentDraft(content)) as ScorecardDraft

/** A copy in the shape of today; an earlier version of the page may have kept it. */
const readCopy = (copy: DeviceCopy): DeviceCopy => ({
  ...copy,
  before: today(copy.before),
  content: today(copy.content),
})

type Chosen = (copy: DeviceCopy) => boolean

async function remove(store: Store, owner: string, scorecardId: number, isChosen: Chosen) {
  let cursor = await store.openCursor(ofScorecard(owner, scorecardId))
  for (; cursor; cursor = await cursor.continue()) if (isChosen(readCopy(cursor.value))) await cursor.delete()
}

/**
 * Keeps a copy and deletes those whose text is in it, in one transaction. True when the device has it; otherwise the page
 * says so.
 */
export const keepOnDevice = (copy: DeviceCopy, isSuperseded: Chosen = () => false): Promise<boolean> =>
  inStore(async (store) => {
    await store.put(copy)
    await remove(store, copy.owner, copy.scorecardId, (one) => one.window !== copy.window && isSuperseded(one))
  })

/** Every window's copy of this scorecard, the oldest first. */
export async function readFromDevice(owner: string, scorecardId: number): Promise<DeviceCopy[]> {
  let copies: DeviceCopy[] = []
  await inStore(async (store) => {
    copies = (await store.getAll(ofScorecard(owner, scorecardId))).map(readCopy)
  })
  return copies.sort((a, b) => a.at - b.at)
}

/**
 * Deletes the copies of this scorecard of which `isSafe` says that nothing would be lost. It reads and deletes in one
 * transaction, so that a copy that another window renews meanwhile stays.
 */
export async function forgetOnDevice(owner: string, scorecardId: number, isSafe: Chosen): Promise<void> {
  await inStore((store) => remove(store, owner, scorecardId, isSafe))
}
