import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop } from '~/demo/factories'
import { judge } from '~/demo/judge'
import { draftFor, emptyQuote, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { judgedApplication, staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

let panel: Awaited<ReturnType<typeof staffedJob>>
let cookie: string
beforeAll(async () => {
  panel = await staffedJob()
  cookie = await cookieOf(panel.anna)
  // The first question loads every route of the application.
  await ask(request('/interviews', { cookie }))
}, 240_000)

async function card() {
  const { recruiter, job, anna, ben } = panel
  const { cards } = await judgedApplication(recruiter, job, [
    { by: anna, levels: {} },
    { by: ben, levels: {} },
  ])
  return { own: cards[0]!.id, other: cards[1]!.id }
}

const filled = () => {
  const others = ['right-sizing', 'degradation', 'safe-change']
  const content = draftFor(['diagnosis', ...others], [])
  content.ratings['diagnosis'] = {
    choice: '3',
    evidence: { text: '', quotes: [{ ...emptyQuote(), clock: '14:13', text: '“v42 is out.”' }] },
  }
  for (const criterion of others) content.ratings[criterion] = { choice: 'na', evidence: { text: '', quotes: [] } }
  return { ...content, recommendation: 'yes', reason: 'Let the data take the wrong cause away.' }
}
const post = (id: number, json: unknown) => ask(request(`/scorecards/${id}/draft`, { cookie, json }))
const put = (id: number, json: unknown) => ask(request(`/scorecards/${id}/draft`, { cookie, method: 'PUT', json }))

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
    await judge(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    const answer = await post(own, { writeKey: 'another-window', base: 0, content: filled() })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'VERSION_CONFLICT'])
  })

  test('of a colleague’s scorecard finds nothing', async () => {
    const { other } = await card()
    expect((await post(other, { writeKey: 'not-mine-at-all', base: 0, content: filled() })).status).toBe(404)
  })
})

describe('a withdrawal', () => {
  const form = (reason: string, base = '1') => ({ form: { reason, writeKey: `withdrawal-of-${base}`, base } })

  test('works as a plain form, says what it did, and twice is once', async () => {
    const { own } = await card()
    await judge(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    for (const _again of [1, 2]) {
      const answer = await ask(request(`/scorecards/${own}`, { cookie, ...form('Two sheets were mixed up.') }))
      expect([answer.status, answer.headers.get('Location')]).toEqual([302, `/scorecards/${own}`])
    }
    const page = await (await ask(request(`/scorecards/${own}.data`, { cookie }))).text()
    expect(page).toContain('Two sheets were mixed up.')
  })

  test('with another reason than the stored one shows both, without a script too', async () => {
    const { own } = await card()
    await judge(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    await ask(request(`/scorecards/${own}`, { cookie, ...form('Two sheets were mixed up.') }))
    const answer = await ask(request(`/scorecards/${own}`, { cookie, ...form('The wrong candidate.') }))
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Sent just now, not stored')
    expect(page).toContain('The wrong candidate.')
    expect(page.split('Two sheets were mixed up.').length).toBeGreaterThan(2)
  })

  test('with the key of the submission withdraws nothing and says so', async () => {
    const { own } = await card()
    await post(own, { writeKey: 'the-only-key', base: 0, content: filled() })
    const { form: fields } = form('Mixed up.')
    const answer = await ask(request(`/scorecards/${own}`, { cookie, form: { ...fields, writeKey: 'the-only-key' } }))
    expect(answer.status).toBe(409)
    const page = await (await ask(request(`/scorecards/${own}.data`, { cookie }))).text()
    expect(page).not.toContain('Mixed up.')
  })

  test('without a reason comes back with the field marked', async () => {
    const { own } = await card()
    await judge(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    const answer = await ask(request(`/scorecards/${own}`, { cookie, ...form('  ') }))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Say why it is withdrawn')
  })
})

test('an interviewer who submitted everything finds their colleagues’ scorecards linked, and may read them', async () => {
  const { own, other } = await card()
  await judge(panel.ben, other, { diagnosis: 2, 'right-sizing': 2 })
  const linked = async () =>
    (await (await ask(request(`/scorecards/${own}`, { cookie }))).text()).includes(`/scorecards/${other}"`)
  expect(await linked()).toBe(false)
  expect((await ask(request(`/scorecards/${other}`, { cookie }))).status).toBe(404)
  await judge(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
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

describe('the form of a browser without a script', () => {
  const form = (id: number, fields: Record<string, string>) =>
    ask(request(`/scorecards/${id}`, { cookie, form: { base: '0', revision: '0', ...fields } }))
  const some = { 'ratings.diagnosis.choice': '3', 'ratings.diagnosis.evidence.text': 'Unaided.', reason: 'Careful.' }
  const draftOf = async (id: number) =>
    (await (await ask(request(`/scorecards/${id}/draft`, { cookie }))).json()) as {
      revision: number
      content: ScorecardDraft
    }

  test('is saved whatever it lacks; one that cannot be submitted comes back with what is missing, and changes nothing', async () => {
    const { own } = await card()
    expect((await form(own, { intent: 'save', ...some })).status).toBe(302)
    const { revision, content } = await draftOf(own)
    expect(revision).toBe(1)
    expect(content.ratings['diagnosis']).toEqual({ choice: '3', evidence: { text: 'Unaided.', quotes: [] } })
    const answer = await form(own, { intent: 'submit', revision: '1', ...some, reason: 'Changed.' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Not submitted and not saved yet')
    expect(page).toContain('Changed.')
    expect(page).toContain('Choose one of the four.')
    expect((await draftOf(own)).content.reason).toBe('Careful.')
  })

  test('comes back with its text when another window saved meanwhile, and when it cannot be stored', async () => {
    const { own } = await card()
    await put(own, { base: 0, revision: 0, content: { reason: 'From the other window.' } })
    const late = await form(own, { intent: 'save', ...some })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('Another window saved other text meanwhile.')
    expect(page).toContain('Careful.')
    expect((await draftOf(own)).content.reason).toBe('From the other window.')
    const long = await form(own, { intent: 'save', revision: '1', ...some, reason: 'x'.repeat(20_001) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('Use at most 20,000 characters.')
  })

  test('on a scorecard that was submitted meanwhile shows both texts and stores nothing', async () => {
    const { own } = await card()
    await judge(panel.anna, own, { diagnosis: 2, 'right-sizing': 3, degradation: null, 'safe-change': null })
    const rest = Object.fromEntries(
      ['right-sizing', 'degradation', 'safe-change'].map((id) => [`ratings.${id}.choice`, 'na']),
    )
    const answer = await form(own, { intent: 'submit', ...some, ...rest, recommendation: 'yes' })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Unaided.')
    expect(page).toContain('This is what earned 2 on diagnosis')
  })

  test('without its place, or of a scorecard that is not one’s own, changes nothing', async () => {
    const { own, other } = await card()
    expect((await form(own, { intent: 'save', base: 'x', ...some })).status).toBe(422)
    expect((await form(other, { intent: 'save', ...some })).status).toBe(404)
    expect((await ask(request(`/scorecards/${own}/draft`, { cookie }))).status).toBe(404)
  })
})
