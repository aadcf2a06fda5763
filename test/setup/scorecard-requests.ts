import { draftFor, emptyQuote } from '~/domain/scorecard/draft-shape'
import { judgedApplication, staffedJob } from './panel'
import { ask } from './remix'
import { cookieOf, request } from './request'

/** Requests about scorecards by Anna, who has one beside a colleague's in every application that `cards` makes. */
export async function scorecardRequests() {
  const panel = await staffedJob()
  const { recruiter, job, anna, ben } = panel
  const cookie = await cookieOf(anna)
  // The first request loads every route of the application.
  await ask(request('/interviews', { cookie }))
  return {
    panel,
    cookie,
    cards: async () => {
      const { cards } = await judgedApplication(recruiter, job, [
        { by: anna, levels: {} },
        { by: ben, levels: {} },
      ])
      return { own: cards[0]!.id, other: cards[1]!.id }
    },
    post: (id: number, json: unknown) => ask(request(`/scorecards/${id}/draft`, { cookie, json })),
    put: (id: number, json: unknown) => ask(request(`/scorecards/${id}/draft`, { cookie, method: 'PUT', json })),
  }
}

/** A scorecard that can be submitted: one criterion rated, the others not assessed. */
export const filled = () => {
  const others = ['right-sizing', 'degradation', 'safe-change']
  const content = draftFor(['diagnosis', ...others], [])
  content.ratings['diagnosis'] = {
    choice: '3',
    evidence: { text: '', quotes: [{ ...emptyQuote(), clock: '14:13', text: '“v42 is out.”' }] },
  }
  for (const criterion of others) content.ratings[criterion] = { choice: 'na', evidence: { text: '', quotes: [] } }
  return { ...content, recommendation: 'yes', reason: 'Let the data take the wrong cause away.' }
}
