import type { Page } from 'playwright-core'
import { emailOf } from '~/demo/people'
import type { Prisma } from '~/generated/prisma/client.ts'
import { withdrawalKey } from '~/domain/scorecard/withdrawal-key'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { db } from '~/platform/db.server'
import { DatabaseUnavailable } from '~/platform/unavailable.server'
import { losingTheAnswer, postForm } from './acts'
import { ADMINISTRATOR, RECRUITER, type Place } from './place'

/** What people see when something is refused or fails: conflicts with both texts, error pages, delays. */
export async function refusedPlaces(organisationId: number, interviewers: readonly string[]): Promise<Place[]> {
  const card = (where: Prisma.ScorecardWhereInput) =>
    db().scorecard.findFirstOrThrow({
      where: {
        organisationId,
        user: { is: { email: { in: interviewers.map((one) => emailOf(one)) } } },
        ...where,
      },
      select: { id: true, user: { select: { name: true } } },
      orderBy: { id: 'asc' },
    })
  const [amended, withdrawn] = await db().scorecard.findMany({
    where: {
      organisationId,
      user: { is: { email: { in: interviewers.map((one) => emailOf(one)) } } },
      scorecardVersions: { some: {}, none: { kind: { not: 'submission' } } },
    },
    select: { id: true, user: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: 2,
  })
  const draft = await card({ scorecardDraft: { isNot: null } })
  const places: Place[] = [
    { name: 'scorecard-two-windows', as: mustExist(draft.user.name, 'name of the user'), path: paths.scorecard(draft.id), act: writeInTwoWindows },
  ]
  if (amended && withdrawn)
    places.push(
      {
        name: 'scorecard-conflict',
        as: mustExist(amended.user.name, 'name of the user'),
        path: `${paths.scorecard(amended.id)}?amend`,
        act: changeAfterLostAnswer,
      },
      { name: 'scorecard-device-text', as: mustExist(amended.user.name, 'name of the user'), path: paths.scorecard(amended.id) },
      {
        name: 'scorecard-withdrawal-conflict',
        as: mustExist(withdrawn.user.name, 'name of the user'),
        path: paths.scorecard(withdrawn.id),
        act: (page) => withdrawTwice(page, withdrawn.id),
        status: 409,
      },
    )
  return [
    ...places,
    ...errorPlaces,
    { name: 'sign-in-delayed', as: null, path: paths.signIn(), act: guessPasswords, status: 429 },
    ...blindPlaces(organisationId),
  ]
}

/** Pages that keep something back from an administrator who owes a scorecard: the last pictures, because it stays owed. */
function blindPlaces(organisationId: number): Place[] {
  const owe = async (page: Page) => {
    const { id: userId } = await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(ADMINISTRATOR) } })
    const owed = { organisationId, userId, scorecardVersions: { none: {} } }
    const interview = await db().interview.findFirstOrThrow({
      where: {
        organisationId,
        state: 'planned',
        loop: { application: { state: 'open' } },
        scorecards: { some: { scorecardVersions: { some: {} } }, none: { userId } },
      },
    })
    if ((await db().scorecard.count({ where: owed })) === 0)
      await db().scorecard.create({ data: { organisationId, interviewId: interview.id, userId } })
    await page.reload({ waitUntil: 'networkidle' })
  }
  const at = (name: string, path: string): Place => ({ name, as: ADMINISTRATOR, path, act: owe })
  return [
    at('audit-blind', paths.audit()),
    at('calibration-blind', paths.calibration()),
    at('home-administrator-blind', paths.home()),
  ]
}

const errorPlaces: Place[] = [
  { name: 'error-403', as: RECRUITER, path: paths.people(), status: 403 },
  {
    name: 'error-400-after-form',
    as: ADMINISTRATOR,
    path: paths.duplicateCandidates(),
    act: (page) => postForm(page, paths.duplicateCandidates(), { intent: 'nothing' }),
    status: 400,
  },
  {
    name: 'error-413',
    as: RECRUITER,
    path: paths.account(),
    act: (page) => postForm(page, paths.account(), { name: 'x'.repeat(20_000) }),
    status: 413,
  },
  { name: 'error-500', as: RECRUITER, path: paths.home(), act: (page) => failing(page, new Error('for the picture')), status: 500 },
  {
    name: 'error-503',
    as: RECRUITER,
    path: paths.home(),
    act: (page) => failing(page, new DatabaseUnavailable('unreachable', 'not-committed'), 'session'),
    status: 503,
  },
]

/** The page of jobs while every question for jobs, or for who asks, fails. */
async function failing(page: Page, error: Error, asked: 'job' | 'session' = 'job') {
  const delegate = db()[asked] as unknown as Record<string, unknown>
  const fail = () => Promise.reject(error)
  const before = { findMany: delegate.findMany, findUnique: delegate.findUnique }
  Object.assign(delegate, { findMany: fail, findUnique: fail })
  try {
    await page.goto(paths.jobs(), { waitUntil: 'networkidle' })
  } finally {
    Object.assign(delegate, before)
  }
}

const reason = (page: Page) => page.getByLabel('Reason', { exact: true })

async function writeInTwoWindows(page: Page) {
  const other = await page.context().newPage()
  await other.goto(page.url(), { waitUntil: 'networkidle' })
  await page.context().setOffline(true)
  await reason(page).fill('Found the cause unaided, and said what would have caught it earlier.')
  await reason(other).fill('Needed one hint, then found the cause.')
  // The text is kept on the device a moment after it was typed.
  await page.waitForTimeout(1_500)
  await other.close()
  await page.context().setOffline(false)
  await page.reload()
  await page.getByRole('dialog').waitFor()
}

async function changeAfterLostAnswer(page: Page) {
  await page.getByLabel('What you change').fill('The reason was cut short.')
  await reason(page).fill('Found the cause unaided.')
  const submit = page.getByRole('button', { name: 'Submit the amendment' })
  await losingTheAnswer(page, async () => {
    await submit.click()
    await page.getByText('The server did not answer').first().waitFor()
  })
  await reason(page).fill('Found the cause unaided, and named what would have caught it.')
  await submit.click()
  await page.getByRole('dialog').waitFor()
}

/** Two reasons for the withdrawal of one version: the first stands, and the page shows both. */
async function withdrawTwice(page: Page, scorecardId: number) {
  const base = { writeKey: withdrawalKey(1), base: '1' }
  const at = paths.scorecard(scorecardId)
  await postForm(page, at, { ...base, reason: 'Two sheets were mixed up.' })
  await postForm(page, at, { ...base, reason: 'It was written for the wrong candidate.' })
}

async function guessPasswords(page: Page) {
  for (let at = 0; at < 8; at++)
    await postForm(page, paths.signIn(), { email: 'nobody@example.org', password: `a wrong password ${at}` })
}
