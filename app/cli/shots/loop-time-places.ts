import type { Page } from 'playwright-core'
import { paths } from '~/paths'
import { RECRUITER, type Place } from './place'

/** The form of an interview's time on the two days a year on which the clocks of Berlin change. */
export function loopTimePlaces(applicationId: number): Place[] {
  const at = (name: string, time: string): Place => ({
    name,
    as: RECRUITER,
    path: paths.loop(applicationId),
    act: (page) => setTime(page, time),
  })
  return [at('loop-time-skipped', '2027-03-28T02:30'), at('loop-time-twice', '2027-10-31T02:30')]
}

async function setTime(page: Page, time: string) {
  const form = page.locator('details:has([name=startsAt])').first()
  const summary = form.locator('summary')
  await summary.click()
  await form.locator('[name=startsAt]').fill(time)
  await form.getByRole('button', { name: 'Save time and place' }).click()
  await page.waitForLoadState('networkidle')
  if (!(await form.locator('[name=startsAt]').isVisible())) await summary.click()
}
