import { NodeFS } from '@electric-sql/pglite/nodefs'
import fs from 'node:fs'
import path from 'node:path'
import { reasonOf } from './system-problem.server'

/** What PGlite's file layer shows of itself; internals, so the version is pinned and a test counts the syncs. */
export type FileNode = { name: string; mode: number; parent: FileNode; mount: { opts: { root: string } } }
export type FileStream = { nfd?: number; node: FileNode; flags: number }
export type Attributes = { size?: number; mode?: number }
export type NodeFiles = {
  realPath: (node: FileNode) => string
  tryFSOperation: <T>(work: () => T) => T
  node_ops: {
    mknod: (parent: FileNode, name: string, mode: number, dev: number) => FileNode
    rename: (node: FileNode, folder: FileNode, name: string) => void
    unlink: (parent: FileNode, name: string) => void
    rmdir: (parent: FileNode, name: string) => void
    setattr: (node: FileNode, attributes: Attributes) => void
  }
  stream_ops: {
    write: (stream: FileStream, buffer: Uint8Array, offset: number, length: number, position: number) => number
    setattr: (stream: FileStream, attributes: Attributes) => void
    fsync?: (stream: FileStream) => number
  }
}
type Module = { NODEFS: NodeFiles; onAbort?: (what: unknown) => void; onExit?: (code: number) => void }

export type DiskOptions = {
  /** Called once per file that reached the disk. */
  onSync?: (file: string) => void
  /** Called when the disk refuses to keep what was written: nothing may be acknowledged any more. */
  onLost: (reason: string) => void
  /** A recorder or a fault, put around the file operations before the database starts. */
  wrap?: (files: NodeFiles, root: string) => void
}

const OWNER_ONLY = ~0o077

/** PGlite's folder on disk, with the fsync that the stock layer does not have. */
export class DurableNodeFS extends NodeFS {
  readonly #disk: DiskOptions

  constructor(folder: string, disk: DiskOptions) {
    super(folder)
    this.#disk = disk
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>) {
    const amended = await super.init(pg, options)
    const emscriptenOpts = amended.emscriptenOpts
    const prepare = (module: Module) => this.#prepare(module)
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [prepare, ...[emscriptenOpts.preRun ?? []].flat()] },
    } as typeof amended
  }

  #prepare(module: Module) {
    const { NODEFS } = module
    const { onSync, onLost, wrap } = this.#disk
    const log = path.join(this.rootDir, 'pg_wal') + path.sep
    NODEFS.stream_ops.fsync = (stream) => {
      const file = NODEFS.realPath(stream.node)
      try {
        // PostgreSQL's own choice for its log on Linux: the data and the size, not the times of the file.
        if (stream.nfd === undefined) syncPath(file)
        else if (file.startsWith(log)) fs.fdatasyncSync(stream.nfd)
        else fs.fsyncSync(stream.nfd)
      } catch (error) {
        // After a failed fsync the kernel may have thrown the data away; trying again would report success.
        onLost(
          `${path.relative(this.rootDir, file)} could not be written to the disk: ${reasonOf(error) ?? (error as Error).message}`,
        )
        NODEFS.tryFSOperation(() => {
          throw error
        })
      }
      onSync?.(file)
      return 0
    }
    // Emscripten knows no umask, so what PostgreSQL relies on it for would be open to everyone.
    const { mknod } = NODEFS.node_ops
    NODEFS.node_ops.mknod = (parent, name, mode, device) => mknod(parent, name, mode & OWNER_ONLY, device)
    for (const operations of [NODEFS.node_ops, NODEFS.stream_ops] as {
      setattr: (on: unknown, to: Attributes) => void
    }[]) {
      const { setattr } = operations
      operations.setattr = (on, to) => setattr(on, to.mode === undefined ? to : { ...to, mode: to.mode & OWNER_ONLY })
    }
    // PGlite ignores it when PostgreSQL gives up (a full disk, a PANIC) and would answer the next query from an inconsistent state.
    module.onAbort = () => onLost('PostgreSQL stopped itself')
    module.onExit = (code) => {
      if (code !== 0) onLost(`PostgreSQL ended with code ${code}`)
    }
    wrap?.(NODEFS, this.rootDir)
  }
}

export function syncPath(target: string) {
  const fd = fs.openSync(target, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** Brings a new tree to the disk, readable by its owner alone. */
export function syncTree(target: string) {
  const folder = fs.statSync(target).isDirectory()
  fs.chmodSync(target, folder ? 0o700 : 0o600)
  if (folder) for (const name of fs.readdirSync(target)) syncTree(path.join(target, name))
  syncPath(target)
}
