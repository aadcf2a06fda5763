import { randomUUID } from 'node:crypto'
import { makeApplication, makeJob } from '~/demo/factories'
import { db } from '~/platform/db.server'
import { markDistinct } from '~/services/candidate/distinct-candidates.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { readCandidate } from '~/services/candidate/read-candidates.server'
import { importRows } from './imports'
import { newPair } from './prepared'
import { type Row, planners, admin, to } from './row'

/** Candidates. */
export const candidatesRows: Row[] = [
  {
    route: 'candidates._index',
    call: 'loader',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates'),
  },
  {
    route: 'candidates._index',
    call: 'loader',
    of: 'searched',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates?q=Ang%C3%A9l'),
  },
  {
    route: 'candidates.new',
    call: 'loader',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates/new'),
  },
  {
    route: 'candidates.new',
    call: 'action',
    about: 'nothing',
    roles: planners,
    ok: 302,
    ask: () =>
      to(
        '/candidates/new',
        {},
        {
          form: { name: 'New', email: `${randomUUID()}@example.org`, phone: '', jobId: '', writeKey: randomUUID() },
        },
      ),
  },
  {
    // The stranger may add candidates, but not to this job.
    route: 'candidates.new',
    call: 'action',
    of: 'for a job',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: ({ job }) =>
      to(
        '/candidates/new',
        {},
        {
          form: { name: 'New', email: '', phone: '', jobId: String(job.id), writeKey: randomUUID() },
        },
      ),
  },
  ...importRows,
  {
    route: 'candidates.duplicates',
    call: 'loader',
    about: 'nothing',
    roles: admin,
    ok: 200,
    ask: () => to('/candidates/duplicates'),
  },
  {
    route: 'candidates.duplicates',
    call: 'action',
    intent: 'unmerge',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [keepId, otherId] = await newPair(at, world)
      await mergeCandidates(world.people.administrator, { keepId, otherId })
      const form = { intent: 'unmerge', candidateId: String(otherId), intoId: String(keepId) }
      return to('/candidates/duplicates', {}, { form })
    },
  },
  {
    route: 'candidates.duplicates',
    call: 'action',
    intent: 'keep-apart',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [firstId, secondId] = await newPair(at, world)
      const form = { intent: 'keep-apart', firstId: String(firstId), secondId: String(secondId) }
      return to('/candidates/duplicates', {}, { form })
    },
  },
  {
    route: 'candidates.duplicates',
    call: 'action',
    intent: 'list-again',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [firstId, secondId] = await newPair(at, world)
      await markDistinct(world.people.administrator, { firstId, secondId })
      const { organisationId } = world
      const pair = await db().distinctCandidates.findFirstOrThrow({ where: { organisationId, firstId } })
      return to('/candidates/duplicates', {}, { form: { intent: 'list-again', pairId: String(pair.id) } })
    },
  },
  {
    route: 'candidates.$candidateId_.merge',
    call: 'loader',
    about: 'person',
    roles: admin,
    ok: 200,
    ask: async (at, world) => {
      const [candidateId, otherId] = await newPair(at, world)
      return to(`/candidates/${candidateId}/merge?with=${otherId}`, { candidateId })
    },
  },
  {
    route: 'candidates.$candidateId_.merge',
    call: 'action',
    intent: 'merge',
    about: 'person',
    roles: admin,
    ok: 302,
    ask: async (at, world) => {
      const [candidateId, otherId] = await newPair(at, world)
      const form = { intent: 'merge', keepId: String(candidateId) }
      return to(`/candidates/${candidateId}/merge?with=${otherId}`, { candidateId }, { form })
    },
  },
  {
    route: 'candidates.$candidateId',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ candidateId }) => to(`/candidates/${candidateId}`, { candidateId }),
  },
  {
    route: 'candidates.$candidateId',
    call: 'action',
    intent: 'change',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async ({ job }, { people }) => {
      const { candidateId } = await makeApplication(people.administrator, job)
      const page = await readCandidate(people.administrator, candidateId)
      const seen = page.ok ? page.value.seen : ''
      const form = { intent: 'change', name: 'Changed', email: '', phone: '+49 30 1234', seen }
      return to(`/candidates/${candidateId}`, { candidateId }, { form })
    },
  },
  {
    route: 'candidates.$candidateId',
    call: 'action',
    intent: 'open',
    about: 'job',
    roles: planners,
    ok: 302,
    ask: async (at, { people }) => {
      const { candidateId } = await makeApplication(people.administrator, at.job)
      const { id } = await makeJob(people.administrator, { confidential: at.kind === 'secret' })
      return to(`/candidates/${candidateId}`, { candidateId }, { form: { intent: 'open', jobId: String(id) } })
    },
  },
  {
    route: 'calibration',
    call: 'loader',
    about: 'nothing',
    roles: ['administrator', 'recruiter', 'committee_member'],
    ok: 200,
    ask: () => to('/calibration'),
  },
]
