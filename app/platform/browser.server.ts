import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { StartError } from './start-error.server'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Chromium for tests and pictures: the one CHROME_PATH names, the one that came from npm, or an installed one. */
async function findChromium(): Promise<string> {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH) {
    if (existsSync(CHROME_PATH)) return CHROME_PATH
    throw new StartError(`CHROME_PATH names ${CHROME_PATH}, which is not there.`)
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packed } = await import('@sparticuz/chromium')
    try {
      return await packed.executablePath()
    } catch {
      // Not unpackable here (a full or read-only temporary folder): an installed one may still do.
    }
  }
  const installed = INSTALLED.find((place) => existsSync(place))
  if (installed) return installed
  throw new StartError('No Chromium was found: install Chrome or Chromium, or set CHROME_PATH to its program.')
}

/** Quiet, without a sandbox only where the system would refuse one to this user, and without looking anything up. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const root = process.getuid?.() === 0
  return chromium.launch({
    executablePath: await findChromium(),
    args: [
      ...(root ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  })
}
