type Close = () => Promise<void>
const closers = new Set<Close>()

/** What keeps threads or timers registers here, so that a stop ends it without importing its room. */
export function onClose(close: Close) {
  closers.add(close)
}

export async function closeWorkers() {
  await Promise.all([...closers].map((close) => close()))
  closers.clear()
}
