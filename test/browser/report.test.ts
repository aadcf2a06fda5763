import AxeBuilder from '@axe-core/playwright'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '~/platform/browser.server'
import { referencePath } from '../golden/references'
import { projectRoot } from '../setup/built-app'

let folder: string
let browser: Browser
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'report-'))
  // A few candidates of either half: a page holds as much of each thing, and axe looks at every cell.
  const lines = readFileSync(referencePath('hiring_disconnected.csv')!, 'utf8').split('\n')
  const few = lines.filter((line, at) => at === 0 || /^C00\d[05]/.test(line))
  writeFileSync(path.join(folder, 'ratings.csv'), few.join('\n'))
  // The built command: vitest leaves style sheets empty.
  execFileSync(
    process.execPath,
    ['app/cli/start.mjs', 'calibrate', 'ratings.csv', '--bar', '3', '--out', 'x.json', '--report', 'x.html'],
    { cwd: projectRoot, env: { ...process.env, NODE_ENV: 'production', INIT_CWD: folder } },
  )
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

test.each([
  [360, 'light'],
  [1280, 'dark'],
] as const)(
  'the report at %i px, %s: nothing for axe, nothing sideways, nothing fetched',
  async (width, colorScheme) => {
    // The page forbids every script, the one that looks at it too.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(pathToFileURL(path.join(folder, 'x.html')).href)
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, String(nodes[0]?.target[0])])).toEqual([])
    expect(asked.filter((url) => !url.startsWith('data:') && !url.startsWith('file:'))).toEqual([])
    await context.close()
  },
)
