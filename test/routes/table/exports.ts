import { EXPORT_NAMES, EXPORTS } from '~/domain/export/exports'
import { makeUser } from '~/demo/factories'
import { recusedApplicationIds } from '~/services/recusal/recused.server'
import { liftRecusal } from '~/services/recusal/lift-recusal.server'
import type { World } from '../world'
import { admin, planners, to, type Row } from './row'

const managers = [...planners, 'hiring_manager'] as const
const rolesOf = {
  candidates: planners,
  applications: managers,
  scorecards: managers,
  decisions: managers,
  audit: admin,
}
/** What the form of an export sends. */
const form = { format: 'csv', job: '', q: '', state: 'all' }

/** Rows before this one recused the administrator, who then gets no archive. */
async function liftAll({ organisationId, people: { administrator } }: World) {
  const person = administrator.userId
  const lifter = await makeUser(organisationId, { roles: ['administrator'] })
  for (const applicationId of await recusedApplicationIds(administrator))
    await liftRecusal(lifter, applicationId, { person, reason: 'Said in another test.' })
}

/** Exports: the page, each table, and the archive. */
export const exportsRows: Row[] = [
  { route: 'exports._index', call: 'loader', about: 'nothing', roles: managers, ok: 200, ask: () => to('/exports') },
  ...EXPORT_NAMES.map((name): Row => ({
    route: 'exports.$name',
    call: 'loader',
    of: name,
    about: 'nothing',
    roles: rolesOf[name],
    ok: 302,
    ask: () => to(`/exports/${name}`, { name }),
  })),
  ...EXPORT_NAMES.map((name): Row => ({
    route: 'exports.$name',
    call: 'action',
    of: name,
    about: 'nothing',
    roles: rolesOf[name],
    ok: 200,
    ask: () => to(`/exports/${name}`, { name }, { form }),
  })),
  ...EXPORT_NAMES.filter((name) => EXPORTS[name].byJob).map((name): Row => ({
    route: 'exports.$name',
    call: 'action',
    of: `${name} of a job`,
    about: 'job',
    roles: rolesOf[name],
    ok: 200,
    ask: ({ job }) => to(`/exports/${name}`, { name }, { form: { ...form, format: 'xlsx', job: String(job.id) } }),
  })),
  {
    route: 'exports.organisation',
    call: 'loader',
    about: 'nothing',
    roles: admin,
    ok: 302,
    ask: () => to('/exports/organisation'),
  },
  {
    route: 'exports.organisation',
    call: 'action',
    about: 'nothing',
    roles: admin,
    ok: 200,
    ask: async (_at, world) => {
      await liftAll(world)
      return to('/exports/organisation', {}, { form: {} })
    },
  },
]
