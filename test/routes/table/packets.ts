import { randomUUID } from 'node:crypto'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { type Row, planners, packetReaders, to } from './row'

/** Packets. Only a voter named for the job acts on one. */
export const packetsRows: Row[] = [
  {
    route: 'applications_.$applicationId_.packet',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    ask: ({ judged: { applicationId } }) => to(`/applications/${applicationId}/packet`, { applicationId }),
  },
  {
    route: 'applications_.$applicationId_.packet',
    call: 'action',
    about: 'job',
    roles: planners,
    ok: 302,
    // Two who send the same packet would find that the other has been there, so each has one.
    ask: async ({ judged, judgedToo }, { people }, who) => {
      const { applicationId } = who === 'recruiter' ? judgedToo : judged
      const preview = await previewPacket(people.administrator, applicationId)
      const seen = preview.ok ? preview.value.seen : ''
      return to(`/applications/${applicationId}/packet`, { applicationId }, { form: { writeKey: randomUUID(), seen } })
    },
  },
  { route: 'committee', call: 'loader', about: 'nothing', roles: packetReaders, ok: 200, ask: () => to('/committee') },
  {
    route: 'packets.$packetId',
    call: 'loader',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    ask: ({ packets }) => to(`/packets/${packets.read}`, { packetId: packets.read }),
  },
  ...(['vote', 'resolve', 'decide', 'dissent'] as const).map((intent): Row => ({
    route: 'packets.$packetId',
    call: 'action',
    intent,
    about: 'job',
    roles: [],
    ok: 302,
    but: { voter: 302 },
    door: ['committee_member'],
    ask: (at) => {
      const { packets, finding, decision } = at
      const forms = {
        vote: { round: '1', choice: 'hire', reason: 'The evidence holds.' },
        resolve: { finding: String(finding), upheld: 'not-met', opened: '1', reason: 'The probe was answered well.' },
        decide: { outcome: 'no_hire', opened: '1', reason: 'More than one view is missing.' },
        dissent: { decision: String(decision), words: 'I would have hired.' },
      }
      const form = { intent, writeKey: randomUUID(), ...forms[intent] }
      return to(`/packets/${packets[intent]}`, { packetId: packets[intent] }, { form })
    },
  })),
  {
    // Whoever reads a packet may step back from its application.
    route: 'packets.$packetId',
    call: 'action',
    intent: 'recuse',
    about: 'job',
    roles: packetReaders,
    ok: 302,
    ask: ({ packets }) => {
      const form = { intent: 'recuse', writeKey: randomUUID(), reason: 'I have worked with this person.' }
      return to(`/packets/${packets.recuse}`, { packetId: packets.recuse }, { form })
    },
  },
  {
    // Administrators and hiring managers, outside the committee. Each has a packet, since the second would be told of the first.
    route: 'packets.$packetId',
    call: 'action',
    intent: 'override',
    about: 'job',
    roles: ['administrator', 'hiring_manager'],
    ok: 302,
    ask: ({ packets }, _world, who) => {
      const packetId = who === 'hiring_manager' ? packets.overrideToo : packets.override
      const reasons = { reason: 'The team cannot wait.', overrideReason: 'The vote was on another question.' }
      const form = {
        intent: 'override',
        writeKey: randomUUID(),
        outcome: 'hire',
        supersedes: '',
        opened: '1',
        ...reasons,
      }
      return to(`/packets/${packetId}`, { packetId }, { form })
    },
  },
]
