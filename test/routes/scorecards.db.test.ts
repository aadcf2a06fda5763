import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { ask } from '../setup/remix'
import { request } from '../setup/request'
import { filled, scorecardRequests } from '../setup/scorecard-requests'

type Requests = Awaited<ReturnType<typeof scorecardRequests>>
let panel: Requests['panel']
let cookie: string
let card: Requests['cards']
let post: Requests['post']
let put: Requests['put']
beforeAll(async () => {
  ;({ panel, cookie, cards: card, post, put } = await scorecardRequests())
}, 240_000)

describe('a draft over the wire', () => {
  test('is saved, read back, and refused with the stored words when it began from another revision', async () => {
    const { own } = await card()
    const saved = await put(own, { base: 0, revision: 0, content: { reason: 'First.' } })
    expect([saved.status, await saved.json()]).toEqual([200, expect.objectContaining({ revision: 1 })])
    const late = await put(own, { base: 0, revision: 0, content: { reason: 'Late.' } })
    expect([late.status, await late.json()]).toEqual([
      409,
      { code: 'DRAFT_STALE', current: { revision: 1, content: expect.objectContaining({ reason: 'First.' }) } },
    ])
    const read = await ask(request(`/scorecards/${own}/draft`, { cookie }))
    expect(await read.json()).toMatchObject({ revision: 1, content: { reason: 'First.' } })
    const page = await (await ask(request(`/scorecards/${own}`, { cookie }))).text()
    expect(page).toContain('First.')
  })

  test.each([
    ['not JSON at all', undefined, 400],
    ['a level of five', { base: 0, revision: 0, content: { ratings: { diagnosis: { choice: '5' } } } }, 422],
    ['no revision', { base: 0, content: {} }, 422],
  ])('of %s is refused', async (_name, json, status) => {
    const { own } = await card()
    const answer =
      json === undefined
        ? await ask(
            new Request(`http://127.0.0.1:3000/scorecards/${own}/draft`, {
              method: 'PUT',
              headers: { Cookie: cookie },
              body: '{',
            }),
          )
        : await put(own, json)
    expect(answer.status).toBe(status)
  })

  test('takes no other method', async () => {
    const { own } = await card()
    const answer = await ask(request(`/scorecards/${own}/draft`, { cookie, method: 'DELETE' }))
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, PUT, POST'])
  })
})

describe('a submission over the wire', () => {
  test('names the field of everything that is missing', async () => {
    const { own } = await card()
    const answer = await post(own, { writeKey: 'the-first-key', base: 0, content: {} })
    expect(answer.status).toBe(422)
    const { fieldErrors } = (await answer.json()) as { fieldErrors: Record<string, string> }
    expect(Object.keys(fieldErrors)).toEqual([
      'content.ratings.diagnosis.choice',
      'content.ratings.right-sizing.choice',
      'content.ratings.degradation.choice',
      'content.ratings.safe-change.choice',
      'content.recommendation',
      'content.reason',
    ])
  })

  test('is taken once however often it is sent, and then reads as a text', async () => {
    const { own } = await card()
    const body = { writeKey: 'the-only-key', base: 0, content: filled() }
    const answers = await Promise.all([post(own, body), post(own, body), post(own, body)])
    const reason = 'Let the data take the wrong cause away.'
    expect(await Promise.all(answers.map(async (one) => [one.status, (await one.json()) as unknown]))).toEqual(
      Array(3).fill([200, { number: 1, stored: expect.objectContaining({ kind: 'submission', reason }) }]),
    )
    const page = await (await ask(request(`/scorecards/${own}.data`, { cookie }))).text()
    expect(page).toContain('“v42 is out.”')
    expect(page).toContain('"read"')
  })

  test('stores texts composed, and takes the same text in another form for the same', async () => {
    const { own } = await card()
    const body = (reason: string) => ({ writeKey: 'the-same-text', base: 0, content: { ...filled(), reason } })
    const answers = [
      await post(own, body('Cafe\u0301\r\nis open')),
      await post(own, body('Caf\u00e9\nis open')),
      await post(own, body('Cafe\u0301\nis open ')),
    ]
    expect(await Promise.all(answers.map(async (one) => [one.status, (await one.json()) as unknown]))).toEqual(
      Array(3).fill([200, { number: 1, stored: expect.objectContaining({ reason: 'Caf\u00e9\nis open' }) }]),
    )
  })

  test('refuses on its field what no page should show, and stores nothing', async () => {
    const { own } = await card()
    const content = { ...filled(), reason: 'Good\u202e, not', notes: [{ at: '', text: 'a\ud800', to: '' }] }
    const saved = await put(own, { base: 0, revision: 0, content })
    expect(saved.status).toBe(200)
    const answer = await post(own, { writeKey: 'unseen-signs', base: 0, revision: 1, content })
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        fieldErrors: {
          'content.reason': 'Remove the hidden text-direction mark (U+202E) after “Good”.',
          'content.notes.0.text': 'Remove the invisible character (U+D800) after “a”.',
        },
      },
    ])
    expect(await (await ask(request(`/scorecards/${own}/draft`, { cookie }))).json()).toMatchObject({ revision: 1 })
  })

  test('with the same key and other content is a conflict that carries what is stored', async () => {
    const { own } = await card()
    const body = { writeKey: 'the-only-key', base: 0, content: filled() }
    expect((await post(own, body)).status).toBe(200)
    const changed = { ...filled(), reason: 'Changed after the answer was lost.' }
    const answer = await post(own, { ...body, content: changed })
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'CONTENT_CONFLICT',
        number: 1,
        content: expect.objectContaining({ reason: 'Let the data take the wrong cause away.' }),
        stored: {
          at: expect.any(String),
          fields: expect.arrayContaining([{ label: 'Reason', text: 'Let the data take the wrong cause away.' }]),
        },
      }),
    ])
    const page = await (await ask(request(`/scorecards/${own}.data`, { cookie }))).text()
    expect(page).not.toContain('Changed after the answer was lost.')
  })

  test('is refused while another window has saved a draft that it has not seen', async () => {
    const { own } = await card()
    const saved = async (revision: number, reason: string) =>
      expect((await put(own, { base: 0, revision, content: { ...filled(), reason } })).status).toBe(200)
    await saved(0, 'Of the first window.')
    await saved(1, 'Of the second window, and acknowledged.')
    const content = { ...filled(), reason: 'Of the first window.' }
    const answer = await post(own, { writeKey: 'the-first-window', base: 0, revision: 1, content })
    expect([answer.status, await answer.json()]).toEqual([
      409,
      {
        code: 'DRAFT_STALE',
        current: {
          revision: 2,
          content: expect.objectContaining({ reason: 'Of the second window, and acknowledged.' }),
        },
      },
    ])
    const read = await ask(request(`/scorecards/${own}/draft`, { cookie }))
    expect(await read.json()).toMatchObject({ revision: 2 })
    const together = { ...content, reason: 'Of both windows.' }
    expect((await post(own, { writeKey: 'the-first-window', base: 0, revision: 2, content: together })).status).toBe(
      200,
    )
  })

  test('built on a version that is no longer the last is a conflict', async () => {
    const { own } = await card()
    await submitLevels(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    const answer = await post(own, { writeKey: 'another-window', base: 0, content: filled() })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'VERSION_CONFLICT'])
  })

  test('of a colleague’s scorecard finds nothing', async () => {
    const { other } = await card()
    expect((await post(other, { writeKey: 'not-mine-at-all', base: 0, content: filled() })).status).toBe(404)
  })
})

test('an interviewer who submitted everything finds their colleagues’ scorecards linked, and may read them', async () => {
  const { own, other } = await card()
  await submitLevels(panel.ben, other, { diagnosis: 2, 'right-sizing': 2 })
  const linked = async () =>
    (await (await ask(request(`/scorecards/${own}`, { cookie }))).text()).includes(`/scorecards/${other}"`)
  expect(await linked()).toBe(false)
  expect((await ask(request(`/scorecards/${other}`, { cookie }))).status).toBe(404)
  await submitLevels(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
  expect(await linked()).toBe(true)
  expect((await ask(request(`/scorecards/${other}`, { cookie }))).status).toBe(200)
})

test('the guide and the list call a candidate by number where the job hides names', async () => {
  const { recruiter, anna } = panel
  const job = await makeJob(recruiter, { namesHidden: true })
  const application = await makeApplication(recruiter, job, { name: 'Zebulon Quick' })
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
  const { id, scorecards } = loop.interviews[0]!
  for (const path of ['/interviews', `/interviews/${id}`, `/scorecards/${scorecards[0]!.id}`]) {
    const text = await (await ask(request(`${path}.data`, { cookie }))).text()
    expect(text).toContain(`andidate ${application.candidateId}`)
    expect(text).not.toContain('Zebulon')
  }
})
