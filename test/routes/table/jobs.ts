import { randomUUID } from 'node:crypto'
import { servedKit } from '~/platform/rubric-store.server'
import { jobForm, newJobForm, newJob, pinOlder } from './prepared'
import { type Row, planners, packetReaders, to } from './row'

/** Jobs. A confidential job is not there for who holds no grant that names it. */
export const jobsRows: Row[] = [
  {
    route: 'jobs._index',
    call: 'loader',
    about: 'nothing',
    roles: packetReaders,
    ok: 200,
    ask: () => to('/jobs'),
  },
  { route: 'jobs.new', call: 'loader', about: 'nothing', roles: planners, ok: 200, ask: () => to('/jobs/new') },
  ...(['open', 'draft'] as const).map((intent): Row => ({
    route: 'jobs.new',
    call: 'action',
    intent,
    about: 'nothing',
    roles: planners,
    ok: 302,
    // A voter from another organisation is not on the list that a stranger sees.
    but: { stranger: 422 },
    ask: (at) => to('/jobs/new', {}, { form: { ...newJobForm(), intent, committee: String(at.voter.userId) } }),
  })),
  {
    route: 'jobs.$jobId',
    call: 'loader',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    ask: ({ job }) => to(`/jobs/${job.id}`, { jobId: job.id }),
  },
  {
    route: 'jobs.$jobId',
    call: 'action',
    intent: 'open',
    about: 'job',
    roles: planners,
    ok: 302,
    door: packetReaders,
    ask: (at, world) => newJob(at, world, 'draft', { intent: 'open' }),
  },
  {
    route: 'jobs.$jobId',
    call: 'action',
    intent: 'close',
    about: 'job',
    roles: planners,
    ok: 302,
    door: packetReaders,
    ask: (at, world) => newJob(at, world, 'open', { intent: 'close' }),
  },
  {
    route: 'jobs.$jobId',
    call: 'action',
    intent: 'need-profile',
    about: 'job',
    roles: [...planners, 'hiring_manager'],
    ok: 302,
    door: packetReaders,
    ask: (at, world) =>
      newJob(at, world, 'open', { intent: 'need-profile', needProfile: 'research-heavy', seen: 'balanced' }),
  },
  {
    route: 'jobs.$jobId_.edit',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ job }) => to(`/jobs/${job.id}/edit`, { jobId: job.id }),
  },
  {
    route: 'jobs.$jobId_.edit',
    call: 'action',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: (at, world) => newJob(at, world, 'open', { ...jobForm, revision: '1', committee: String(at.voter.userId) }),
  },
  {
    route: 'jobs.$jobId_.kit',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ job }) => to(`/jobs/${job.id}/kit`, { jobId: job.id }),
  },
  {
    route: 'jobs.$jobId_.kit',
    call: 'action',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async (at, world) => {
      const { administrator } = world.people
      const job = await newJob(at, world, 'open', { hash: servedKit('ml-engineer')!.hash, writeKey: randomUUID() })
      await pinOlder(administrator, Number(job.params!.jobId))
      return { ...job, path: `${job.path}/kit` }
    },
  },
]
