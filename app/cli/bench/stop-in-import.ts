import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '~/paths'
import { MAX_IMPORT } from '~/services/candidate-import/uploads.server'
import { startBuilt } from './built-server'
import { median, type Report } from './figure'
import { postImport } from './post-import'

const ROUNDS = 5
/** After the import has begun: each round stops it at another point. */
const LATER_MS = 250

/** Seconds from SIGTERM in the middle of an import of as many lines as are allowed to the end of the process, five times. */
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
  const { origin, said, stop } = await startBuilt(folder)
  const post = (address: string, fields: Record<string, string>, cookie = '') =>
    fetch(origin + address, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: origin },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  const made = await post(paths.setup(), {
    token: await said(/\/setup\?token=(\S+)/),
    organisation: 'House',
    timeZone: 'Europe/Berlin',
    name: 'Ada',
    email: 'ada@example.org',
    password: 'correct horse battery',
  })
  const cookie = made.headers
    .getSetCookie()
    .flatMap((one) => one.split(';')[0] ?? [])
    .join('; ')
  const lines = Array.from({ length: MAX_IMPORT }, (_, at) => `Person ${at},person${at}@example.org`)
  const text = ['name,email', ...lines].join('\n')
  const get = async (address: string) => (await fetch(origin + address, { headers: { Cookie: cookie } })).text()
  const address = await postImport(
    async (to, fields) => {
      const { status, headers } = await post(to, fields, cookie)
      return { status, location: headers.get('Location') }
    },
    get,
    { text, jobId: '' },
  )
  const page = () => get(address)
  while ((await page()).includes('Waiting to begin')) await wait(10)
  await wait(laterMs)
  if (!(await page()).includes('prepared')) throw new Error('the import was over before it was stopped')
  return stop()
}
