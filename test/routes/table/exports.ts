import { EXPORT_NAMES, EXPORTS } from '~/domain/export/exports'
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
    ask: () => to('/exports/organisation', {}, { form: {} }),
  },
]
