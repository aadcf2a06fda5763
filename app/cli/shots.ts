import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '~/platform/browser.server'
import { db } from '~/platform/db.server'
import { env, overrideEnv, refuseBeyondThisMachine } from '~/platform/env.server'
import { lockFolder } from '~/platform/folder-lock.server'
import { run } from '~/platform/run.server'
import { serve } from '../../server'
import { demoPeople } from './demo/demo-folder'
import { looker, type Fault } from './shots/look'
import { examplePlaces } from './shots/places'

const USAGE = `Usage: npm run shots -- [--only PART] [--readme]
Takes a picture of every page at 360 and 1280 px, light and dark, into shots/, from a copy of the example organisation.
Ends with 1 if a page scrolls sideways, complains in the console or breaks a rule of WCAG 2.2 AA.
--only PART  only pages whose name holds PART; --readme  also the README's picture.`

const README_PICTURE = 'public/readme-packet.png'

await run(async () => {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, readme: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    process.stderr.write(`${USAGE}\n`)
    return 0
  }
  refuseBeyondThisMachine()
  const demo = path.resolve(env().DATA_DIR, 'demo')
  const people = await demoPeople(demo)
  const copy = await mkdtemp(path.join(tmpdir(), 'assay-shots-'))
  try {
    await copyData(demo, copy)
    overrideEnv({ DATA_DIR: copy, PORT: 0, LOG_LEVEL: 'error' })
    const faults = await lookAtAll(people, values.only, values.readme ?? false)
    for (const { page, what } of faults) process.stdout.write(`${page}: ${what}\n`)
    process.stderr.write(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; the pictures are in shots/.\n`)
    return faults.length === 0 ? 0 : 1
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
})

/** A server that runs on the folder is asked for by the lock, so that nothing is copied half-written. */
async function copyData(from: string, to: string) {
  const lock = await lockFolder(path.join(from, 'pg'))
  try {
    await cp(path.join(from, 'pg'), path.join(to, 'pg'), { recursive: true })
  } finally {
    await lock.release()
  }
}

async function lookAtAll(people: Parameters<typeof looker>[2], only: string, readme: boolean): Promise<Fault[]> {
  const { origin, stop } = await serve()
  const browser = await launchChromium()
  const faults: Fault[] = []
  try {
    const { id } = await db().organisation.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const places = await examplePlaces(id)
    const look = looker(browser, origin, people, path.resolve('shots'))
    for (const place of places.filter(({ name }) => name.includes(only))) {
      process.stderr.write(`${place.name} `)
      faults.push(...(await look.shoot(place)))
    }
    process.stderr.write('\n')
    const packet = places.find(({ name }) => name === 'packet-opened')
    if (readme && packet) await look.picture(packet, path.resolve(README_PICTURE))
    await look.close()
  } finally {
    await browser.close()
    await stop()
  }
  return faults
}
