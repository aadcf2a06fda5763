import path from 'node:path'
import type { Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { wholeDraft } from '../routes/table'
import { judgedApplication, sentPacket, staffedJob } from './panel'
import { cookieOf } from './request'

const SCORECARDS = 6

/** Writes to the database in this folder: scorecards of Anna that need only be submitted, a packet to vote on and one to decide. */
export async function makeScorecardsAndPackets(folder: string) {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const { recruiter, job, anna, ben, vera, wim } = await staffedJob()
    const cards: number[] = []
    for (let at = 0; at < SCORECARDS; at++) {
      const { cards: made } = await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])
      const scorecardId = made[0]!.id
      const content = await wholeDraft(anna, scorecardId)
      await saveDraft(anna, { scorecardId, base: 0, revision: 0, content })
      cards.push(scorecardId)
    }
    const packets = { vote: 0, decide: 0 }
    for (const name of ['vote', 'decide'] as const) {
      const levels = { diagnosis: 3, 'right-sizing': 3 } as const
      const { id } = await judgedApplication(recruiter, job, [{ by: ben, levels }])
      packets[name] = await sentPacket(recruiter, id, `write-key-${name}`)
    }
    const cookies = new Map<string, string>()
    for (const viewer of [anna, vera, wim, recruiter]) cookies.set(viewer.name, await cookieOf(viewer))
    return { cards, packets, cookies }
  } finally {
    await closeDatabase()
  }
}

/** Handled by the server; this process knows no name for it, the browser does. */
export const handled = (route: Route) => {
  const url = route.request().url().replace('//assay.test:', '//127.0.0.1:')
  return route.fetch({ url, maxRedirects: 0 })
}

/** The next post is handled by the server, and its answer never arrives. */
export async function loseNextAnswer(page: Page) {
  let lost = false
  await page.route('**/*', async (route: Route) => {
    if (lost || route.request().method() !== 'POST') return route.fallback()
    lost = true
    const answer = await handled(route)
    expect(answer.status()).toBeLessThan(400)
    await route.abort('connectionreset')
  })
}

/** What this browser keeps of a scorecard's text. */
export const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const request = indexedDB.open('assay')
        request.onerror = () => reject(new Error('no database'))
        request.onsuccess = () => {
          const all = request.result.transaction('copies').objectStore('copies').getAll()
          all.onsuccess = () => resolve((all.result as { content: { reason: string } }[]).map((c) => c.content.reason))
        }
      }),
  )
