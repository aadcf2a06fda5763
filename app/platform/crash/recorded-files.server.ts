import { NodeFS } from '@electric-sql/pglite/nodefs'
import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { FileStream, NodeFiles } from '../durable-files.server'

type DataChange = { position: number; bytes: Uint8Array } | { size: number }
type NameChange =
  | { kind: 'make'; name: string; file: number | null }
  | { kind: 'remove'; name: string }
  | { kind: 'rename'; name: string; to: string }

const SECTOR = 512

/**
 * A disk that loses whatever was not synced. It keeps two states of a folder: what the program sees, and what would be
 * left after a power cut: of a file's content what was there at its last fsync; of a folder's entries what was there at
 * the last fsync of the folder, or, for a new file, of the file itself.
 */
export class RecordedFiles {
  readonly #root: string
  readonly #store: string
  #next = 0
  #operations = 0
  #cutAt = Infinity
  #onCut = () => {}
  readonly #live = new Map<string, number | null>()
  readonly #durable = new Map<string, number | null>()
  readonly #data = new Map<number, DataChange[]>()
  #names: NameChange[] = []
  syncs = 0

  /** Takes the folder as it is for synced. `store` is scratch space beside it. */
  constructor(root: string, store: string) {
    this.#root = root
    this.#store = store
    mkdirSync(store, { recursive: true })
    this.#take('')
  }

  #take(name: string) {
    const at = path.join(this.#root, name)
    if (!statSync(at).isDirectory()) {
      const file = this.#next++
      copyFileSync(at, this.#stored(file))
      this.#live.set(name, file)
      this.#durable.set(name, file)
      return
    }
    this.#live.set(name, null)
    this.#durable.set(name, null)
    for (const entry of readdirSync(at)) this.#take(path.join(name, entry))
  }

  /** Cuts the power at the n-th file operation from now: nothing after it is kept. */
  cutAfter(operations: number, onCut: () => void) {
    this.#cutAt = this.#operations + operations
    this.#onCut = onCut
  }

  get cut() {
    return this.#operations >= this.#cutAt
  }

  #stored = (file: number) => path.join(this.#store, String(file))

  #record(change: () => void) {
    if (this.cut) return
    change()
    if (++this.#operations === this.#cutAt) this.#onCut()
  }

  wrap = (files: NodeFiles, root: string) => {
    const { node_ops, stream_ops } = files
    const { mknod, rename, unlink, rmdir } = node_ops
    const { write, fsync } = stream_ops
    const nameOf = (at: string) => path.relative(root, at)
    const within = (folder: Parameters<typeof files.realPath>[0], name: string) =>
      nameOf(path.join(files.realPath(folder), name))
    node_ops.mknod = (parent, name, mode, device) => {
      const node = mknod(parent, name, mode, device)
      this.#record(() => this.#make(within(parent, name), (mode & 0o170000) === 0o040000))
      return node
    }
    node_ops.rename = (node, folder, name) => {
      const from = nameOf(files.realPath(node))
      rename(node, folder, name)
      this.#record(() => this.#rename(from, within(folder, name)))
    }
    for (const [key, operation] of [['unlink', unlink] as const, ['rmdir', rmdir] as const])
      node_ops[key] = (parent, name) => {
        operation(parent, name)
        this.#record(() => this.#remove(within(parent, name)))
      }
    stream_ops.write = (stream, buffer, offset, length, position) => {
      const written = write(stream, buffer, offset, length, position)
      const bytes = buffer.slice(offset, offset + written)
      this.#record(() => this.#change(nameOf(files.realPath(stream.node)), { position, bytes }))
      return written
    }
    const node = node_ops.setattr
    node_ops.setattr = (on, to) => {
      node(on, to)
      const { size } = to
      if (size !== undefined) this.#record(() => this.#change(nameOf(files.realPath(on)), { size }))
    }
    const stream = stream_ops.setattr
    stream_ops.setattr = (on, to) => {
      stream(on, to)
      const { size } = to
      if (size !== undefined) this.#record(() => this.#change(nameOf(files.realPath(on.node)), { size }))
    }
    if (fsync)
      stream_ops.fsync = (on: FileStream) => {
        const result = fsync(on)
        this.#record(() => this.#sync(nameOf(files.realPath(on.node))))
        return result
      }
  }

  #make(name: string, folder: boolean) {
    const file = folder ? null : this.#next++
    if (file !== null) writeFileSync(this.#stored(file), '')
    this.#live.set(name, file)
    this.#names.push({ kind: 'make', name, file })
  }

  #remove(name: string) {
    this.#live.delete(name)
    this.#names.push({ kind: 'remove', name })
  }

  #rename(name: string, to: string) {
    move(this.#live, name, to)
    this.#names.push({ kind: 'rename', name, to })
  }

  #change(name: string, change: DataChange) {
    const file = this.#live.get(name)
    if (typeof file !== 'number') throw new Error(`the recorder does not know ${name}`)
    const changes = this.#data.get(file)
    if (changes) changes.push(change)
    else this.#data.set(file, [change])
  }

  #sync(name: string) {
    this.syncs++
    const file = this.#live.get(name)
    if (typeof file === 'number') {
      write(this.#stored(file), this.#data.get(file) ?? [])
      this.#data.delete(file)
      this.#settle((change) => change.kind === 'make' && change.file === file)
    } else
      this.#settle(
        (change) => path.dirname(change.kind === 'rename' ? change.to : change.name) === (name === '' ? '.' : name),
      )
  }

  #settle(lasting: (change: NameChange) => boolean) {
    for (const change of this.#names.filter(lasting)) apply(this.#durable, change)
    this.#names = this.#names.filter((change) => !lasting(change))
  }

  /**
   * Lays out what the disk holds after the cut. With `survives`, each unsynced sector and a run of the unsynced names
   * may have reached it all the same, in no order, as real disks do.
   */
  restore(target: string, survives?: () => boolean) {
    const names = new Map(this.#durable)
    if (survives)
      for (const change of this.#names)
        if (survives()) apply(names, change)
        else break
    mkdirSync(target, { recursive: true, mode: 0o700 })
    const present = [...names].sort(([a], [b]) => a.localeCompare(b))
    for (const [name, file] of present) {
      const at = path.join(target, name)
      if (file === null) mkdirSync(at, { recursive: true, mode: 0o700 })
      else {
        mkdirSync(path.dirname(at), { recursive: true, mode: 0o700 })
        copyFileSync(this.#stored(file), at)
        if (survives) write(at, (this.#data.get(file) ?? []).flatMap(sectors).filter(survives))
      }
    }
  }
}

function move(names: Map<string, number | null>, from: string, to: string) {
  const file = names.get(from)
  if (file === undefined) return
  names.delete(from)
  names.set(to, file)
  // What lies in a renamed folder moves with it.
  for (const [name, inner] of [...names])
    if (name.startsWith(from + path.sep)) {
      names.delete(name)
      names.set(to + name.slice(from.length), inner)
    }
}

function apply(names: Map<string, number | null>, change: NameChange) {
  if (change.kind === 'make') names.set(change.name, change.file)
  else if (change.kind === 'remove') names.delete(change.name)
  else move(names, change.name, change.to)
}

function write(at: string, changes: readonly DataChange[]) {
  if (changes.length === 0) return
  const fd = openSync(at, 'r+')
  for (const change of changes)
    if ('size' in change) ftruncateSync(fd, change.size)
    else writeSync(fd, change.bytes, 0, change.bytes.length, change.position)
  closeSync(fd)
}

function sectors(change: DataChange): DataChange[] {
  if ('size' in change) return [change]
  const parts: DataChange[] = []
  for (let at = 0; at < change.bytes.length; at += SECTOR)
    parts.push({ position: change.position + at, bytes: change.bytes.subarray(at, at + SECTOR) })
  return parts
}

/** PGlite as shipped, on the same disk. */
export class RecordedStockFS extends NodeFS {
  readonly #recorded: RecordedFiles

  constructor(folder: string, recorded: RecordedFiles) {
    super(folder)
    this.#recorded = recorded
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>) {
    const { emscriptenOpts } = await super.init(pg, options)
    const prepare = ({ NODEFS }: { NODEFS: NodeFiles }) => this.#recorded.wrap(NODEFS, this.rootDir)
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [prepare, ...[emscriptenOpts.preRun ?? []].flat()] },
    } as Awaited<ReturnType<NodeFS['init']>>
  }
}
