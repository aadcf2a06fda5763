import { servedKit } from '~/platform/rubric-store.server'
import { PEOPLE } from '../world'
import { choiceForm, offeredPrompt, retiredPrompt } from './prepared'
import { planners, to, type Row } from './row'

const retirers = ['administrator', 'recruiter', 'lead'] as const

/** Use, choice and retirement of prompts. */
export const promptsRows: Row[] = [
  {
    route: 'kits.$role.prompts._index',
    call: 'loader',
    about: 'nothing',
    roles: ['administrator', 'recruiter', 'committee_member'],
    ok: 200,
    ask: () => to('/kits/ml-engineer/prompts', { role: 'ml-engineer' }),
  },
  {
    route: 'kits.$role.prompts._index',
    call: 'action',
    about: 'nothing',
    roles: retirers,
    ok: 302,
    ask: () => to('/kits/ml-engineer/prompts', { role: 'ml-engineer' }, { form: { candidates: '25' } }),
  },
  ...(['retire', 'restore'] as const).map((intent): Row => ({
    route: 'kits.$role.prompts.$prompt',
    call: 'action',
    intent,
    about: 'nothing',
    roles: retirers,
    ok: 302,
    // The retirement to be restored is one of another organisation.
    ...(intent === 'restore' ? { but: { stranger: 404 } } : {}),
    ask: async (_at, world, who) => {
      // Each their own, so that nobody else's retirement stands in the way.
      const { prompts } = servedKit('ml-engineer')!.kit
      const prompt = prompts[PEOPLE.indexOf(who) % prompts.length]!.id
      const form: Record<string, string> =
        intent === 'retire'
          ? { intent, cause: 'leak', reason: 'It stood on a public page.' }
          : { intent, retirementId: String(await retiredPrompt(world, 'ml-engineer', prompt)) }
      if (intent === 'retire') await offeredPrompt(world)
      return to(`/kits/ml-engineer/prompts/${prompt}`, { role: 'ml-engineer', prompt }, { form })
    },
  })),
  {
    route: 'interviews.$interviewId',
    call: 'action',
    intent: 'choose-prompts',
    about: 'job',
    roles: planners,
    // Everybody chooses the same prompt: once it is chosen, the same form again is answered alike.
    ok: 302,
    but: { assigned: 302, interviewer: 404 },
    ask: async (at, world) =>
      to(`/interviews/${at.interviewId}`, { interviewId: at.interviewId }, { form: await choiceForm(at, world) }),
  },
]
