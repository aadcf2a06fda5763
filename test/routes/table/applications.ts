import { makeApplication } from '~/demo/factories'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'
import { loopForm } from './prepared'
import { type Row, planners, packetReaders, to } from './row'

/** Applications and their loops. */
export const applicationsRows: Row[] = [
  {
    route: 'applications.$applicationId',
    call: 'loader',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    ask: ({ applicationId }) => to(`/applications/${applicationId}`, { applicationId }),
  },
  {
    route: 'applications.$applicationId',
    call: 'action',
    intent: 'close',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async ({ job }, { people }) => {
      const { id: applicationId } = await makeApplication(people.administrator, job)
      const reason = 'Withdrew the offer of the second interview.'
      const form = { intent: 'close', revision: '1', state: 'rejected', reason }
      return to(`/applications/${applicationId}`, { applicationId }, { form })
    },
  },
  {
    // Whoever reads an application may step back from it.
    route: 'applications.$applicationId',
    call: 'action',
    intent: 'recuse',
    about: 'job',
    roles: packetReaders,
    ok: 302,
    ask: async ({ job }, { people }) => {
      const { id: applicationId } = await makeApplication(people.administrator, job)
      const form = { intent: 'recuse', reason: 'We are related.' }
      return to(`/applications/${applicationId}`, { applicationId }, { form })
    },
  },
  {
    route: 'applications.$applicationId',
    call: 'action',
    intent: 'lift-recusal',
    about: 'job',
    roles: planners,
    ok: 302,
    door: packetReaders,
    ask: async (at, { people }) => {
      const { id: applicationId } = await makeApplication(people.administrator, at.job)
      const recused = await recuseFromApplication(at.voter, applicationId, { reason: 'We are related.' })
      if (!recused.ok) throw new Error(recused.error.code)
      const form = { intent: 'lift-recusal', person: String(at.voter.userId), reason: 'It was another person.' }
      return to(`/applications/${applicationId}`, { applicationId }, { form })
    },
  },
  {
    route: 'applications.$applicationId_.loop',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ applicationId }) => to(`/applications/${applicationId}/loop`, { applicationId }),
  },
  ...(['plan', 'add', 'change', 'assign', 'unassign', 'cancel'] as const).map((intent): Row => ({
    route: 'applications.$applicationId_.loop',
    call: 'action',
    intent,
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async (at, world) => loopForm(at, world, intent),
  })),
]
