import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { MAX_IMPORT } from '~/services/candidate-import/uploads.server'
import { startBuilt } from './built-server'
import { median, type Report } from './figure'
import { postTo, visitFirst } from './first-visit'
import { postImport } from './post-import'

const ROUNDS = 5
/** After the import has begun: each round stops it at another point. */
const LATER_MS = 250
/** The request has arrived and is not answered yet. */
const UNDER_WAY_MS = 3

/**
 * Seconds from SIGTERM in the middle of an import of as many lines as are allowed to the end of the process, five times.
 * A browser has a page of it under way at that moment, and a connection opened ahead of the next one.
 */
export async function stopsInAnImport(
  report: Report,
  inFolder: (work: (folder: string) => Promise<number>) => Promise<number>,
) {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    times.push(await inFolder((folder) => stopOnce(folder, round * LATER_MS)))
  const name = `stop in an import of ${MAX_IMPORT} candidates`
  report({ name: `${name}, median of ${ROUNDS}`, value: median(times), unit: 's', baseline: null })
  report({ name: `${name}, longest of ${ROUNDS}`, value: Math.max(...times), unit: 's', baseline: null })
}

async function stopOnce(folder: string, laterMs: number): Promise<number> {
  const server = await startBuilt(folder)
  const { origin, stop } = server
  const cookie = await visitFirst(server)
  const lines = Array.from({ length: MAX_IMPORT }, (_, at) => `Person ${at},person${at}@example.org`)
  const text = ['name,email', ...lines].join('\n')
  const get = async (address: string) => (await fetch(origin + address, { headers: { Cookie: cookie } })).text()
  const address = await postImport(
    async (to, fields) => {
      const { status, headers } = await postTo(origin, to, fields, cookie)
      return { status, location: headers.get('Location') }
    },
    get,
    { text, jobId: '' },
  )
  const page = () => get(address)
  while ((await page()).includes('Waiting to begin')) await wait(10)
  await wait(laterMs)
  if (!(await page()).includes('prepared')) throw new Error('the import was over before it was stopped')
  const ahead = net.connect(Number(new URL(origin).port), '127.0.0.1')
  ahead.on('error', () => {})
  await once(ahead, 'connect')
  const underWay = page().catch(() => '')
  await wait(UNDER_WAY_MS)
  const seconds = await stop()
  await underWay
  ahead.destroy()
  return seconds
}
