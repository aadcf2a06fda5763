import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { paths } from '~/paths'
import { readArguments } from '~/platform/arguments.server'
import { launchChromium } from '~/platform/browser.server'
import { db } from '~/platform/db.server'
import { env, overrideEnv, refuseBeyondThisMachine } from '~/platform/env.server'
import { lockFolder } from '~/platform/folder-lock.server'
import { run } from '~/platform/run.server'
import { serve } from '../../server'
import { demoPeople, type DemoPerson } from './demo/demo-folder'
import { pageInspector, type Fault } from './shots/look'
import type { Place } from './shots/place'
import { examplePlaces } from './shots/places'

const USAGE = `Usage: npm run shots -- [--only PART] [--readme]
Takes a picture of every page at 360 and 1280 px, light and dark, into shots/, from a copy of the example organisation.
Exits with 1 if a page scrolls sideways, writes an error to the console or fails an axe check of WCAG 2.2 AA.
--only PART  only pages whose name contains PART (may be repeated); --readme  also the README's five pictures.`

/** The pictures of the README: which page each shows, by its name among the places. */
const README_PICTURES: Readonly<Record<string, string>> = {
  'home-recruiter': 'readme-dashboard.png',
  loop: 'readme-loop.png',
  'scorecard-draft': 'readme-scorecard.png',
  'packet-opened': 'readme-packet.png',
  calibration: 'readme-calibration.png',
}
const TOKEN = 'only-for-the-pictures'
const FIRST_VISIT: Place = { name: 'setup', as: null, path: `${paths.setup()}?token=${TOKEN}` }

await run(async () => {
  const { values } = readArguments({
    options: {
      only: { type: 'string', multiple: true, default: [''] },
      readme: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stderr.write(`${USAGE}\n`)
    return 0
  }
  const isChosen = ({ name }: Place) => values.only.some((part) => name.includes(part))
  refuseBeyondThisMachine()
  const demo = path.resolve(env().DATA_DIR, 'demo')
  const people = await demoPeople(demo)
  const copy = await mkdtemp(path.join(tmpdir(), 'assay-shots-'))
  try {
    await copyData(demo, copy)
    overrideEnv({ PORT: 0, LOG_LEVEL: 'error', INITIAL_TOKEN: TOKEN })
    const faults: Fault[] = []
    if (isChosen(FIRST_VISIT)) {
      overrideEnv({ DATA_DIR: path.join(copy, 'empty') })
      faults.push(...(await lookAt(people, () => Promise.resolve([FIRST_VISIT]), isChosen)))
    }
    overrideEnv({ DATA_DIR: copy })
    faults.push(...(await lookAt(people, places, isChosen, values.readme)))
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

// The command above runs before what is written below it, functions excepted.
async function places(): Promise<Place[]> {
  return examplePlaces((await db().organisation.findFirstOrThrow({ orderBy: { id: 'asc' } })).id)
}

/** Serves the folder that the environment names, and looks at the chosen pages of it. */
async function lookAt(
  people: DemoPerson[],
  pages: () => Promise<Place[]>,
  isChosen: (place: Place) => boolean,
  readme = false,
): Promise<Fault[]> {
  const { origin, stop } = await serve()
  const browser = await launchChromium()
  const faults: Fault[] = []
  try {
    const look = pageInspector(browser, origin, people, path.resolve('shots'))
    // Asked for once: some places are made when they are looked up. The README's come before any page changes anything.
    const all = await pages()
    for (const place of readme ? all : []) {
      const file = README_PICTURES[place.name]
      if (file) await look.picture(place, path.resolve('public', file))
    }
    for (const place of all.filter(isChosen)) {
      process.stderr.write(`${place.name} `)
      faults.push(...(await look.shoot(place)))
    }
    process.stderr.write('\n')
    await look.close()
  } finally {
    await browser.close()
    await stop()
  }
  return faults
}
