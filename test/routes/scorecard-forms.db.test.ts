// Runs on one database: pages that a form without a script gets.
import { beforeAll, describe, expect, test } from 'vitest'
import { submitLevels } from '~/demo/submit-levels'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
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

describe('a withdrawal', () => {
  const form = (reason: string, base = '1') => ({ form: { reason, writeKey: `withdrawal-of-${base}`, base } })

  test('works as a plain form, says what it did, and twice is once', async () => {
    const { own } = await card()
    await submitLevels(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    for (const _again of [1, 2]) {
      const answer = await ask(request(`/scorecards/${own}`, { cookie, ...form('Two sheets were mixed up.') }))
      expect([answer.status, answer.headers.get('Location')]).toEqual([302, `/scorecards/${own}`])
    }
    const page = await (await ask(request(`/scorecards/${own}.data`, { cookie }))).text()
    expect(page).toContain('Two sheets were mixed up.')
  })

  test('with another reason than the stored one shows both, without a script too', async () => {
    const { own } = await card()
    await submitLevels(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
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
    await submitLevels(panel.anna, own, { diagnosis: 2, 'right-sizing': 2 })
    const answer = await ask(request(`/scorecards/${own}`, { cookie, ...form('  ') }))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Say why it is withdrawn')
  })
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
    await submitLevels(panel.anna, own, { diagnosis: 2, 'right-sizing': 3, degradation: null, 'safe-change': null })
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
