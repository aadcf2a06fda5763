import { randomUUID } from 'node:crypto'
import { submitLevels } from '~/demo/submit-levels'
import { ROLES } from '~/domain/policy/policy'
import { setNoteClosed } from '~/services/kit-note/kit-notes.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { newNote, noteForm } from './notes'
import { linkForm, newCard, newLink, openedLink, wholeDraft, wholePlainForm } from './prepared'
import { type Row, planners, packetReaders, to, everyRole } from './row'

/** Kits and interviews. */
export const kitsRows: Row[] = [
  { route: 'glossary', call: 'loader', about: 'nothing', roles: ROLES, ok: 200, ask: () => to('/glossary') },
  { route: 'kits._index', call: 'loader', about: 'nothing', roles: ROLES, ok: 200, ask: () => to('/kits') },
  ...[
    ['kits.$role', ''],
    ['kits.$role._index', ''],
    ['kits.$role_.search', '/search'],
    ['kits.$role.interviews.$interview', '/interviews/debugging', { interview: 'debugging' }],
    ['kits.$role.interviews.$interview_.scorecard', '/interviews/debugging/scorecard', { interview: 'debugging' }],
    ['kits.$role.interviews.$interview_.first-time', '/interviews/debugging/first-time', { interview: 'debugging' }],
    [
      'kits.$role.interviews.$interview_.for-candidate',
      '/interviews/debugging/for-candidate',
      { interview: 'debugging' },
    ],
    ['kits.$role.prompts.$prompt', '/prompts/serve-recommendations', { prompt: 'serve-recommendations' }],
    ['kits.$role.changes', '/changes'],
    ['kits.$role.notes', '/notes'],
    ['kits.$role.cases.$case', '/cases/slow-and-exact', { case: 'slow-and-exact' }],
  ].map(([route, path, params]): Row => ({
    route: route as string,
    call: 'loader',
    about: 'nothing',
    roles: ROLES,
    ok: 200,
    ask: () => to(`/kits/ml-engineer${path as string}`, { role: 'ml-engineer', ...(params as object) }),
  })),
  {
    route: 'kits.$role.notes',
    call: 'action',
    intent: 'write',
    about: 'nothing',
    roles: ROLES,
    ok: 302,
    ask: () => to('/kits/ml-engineer/notes', { role: 'ml-engineer' }, { form: { ...noteForm(), intent: 'write' } }),
  },
  ...(['close', 'reopen'] as const).map((intent): Row => ({
    route: 'kits.$role.notes',
    call: 'action',
    intent,
    about: 'nothing',
    roles: ['administrator', 'lead'],
    ok: 302,
    but: { stranger: 404 },
    ask: async (_, { people }) => {
      const note = await newNote(people.lead)
      if (intent === 'reopen') await setNoteClosed(people.lead, note, true)
      return to('/kits/ml-engineer/notes', { role: 'ml-engineer' }, { form: { intent, note: String(note) } })
    },
  })),
  {
    // Whoever edits kits deletes any note; everybody else their own.
    route: 'kits.$role.notes',
    call: 'action',
    intent: 'delete',
    about: 'nothing',
    roles: ROLES,
    ok: 302,
    but: { recruiter: 404, interviewer: 404, committee_member: 404, hiring_manager: 404, stranger: 404 },
    ask: async (_, { people }) => {
      const note = await newNote(people.lead)
      return to('/kits/ml-engineer/notes', { role: 'ml-engineer' }, { form: { intent: 'delete', note: String(note) } })
    },
  },
  {
    route: 'interviews._index',
    call: 'loader',
    about: 'nothing',
    roles: ['interviewer'],
    ok: 200,
    ask: () => to('/interviews'),
  },
  {
    // The guide of an interview is for whoever sits in it and for those who plan it; it is no secret that it exists.
    route: 'interviews.$interviewId',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    but: { assigned: 200, interviewer: 404, committee_member: 404, hiring_manager: 404, lead: 404, voter: 404 },
    ask: (at) => to(`/interviews/${at.interviewId}`, { interviewId: at.interviewId }),
  },
  ...(['make-link', 'revoke-link', 'hand-over'] as const).map((intent): Row => ({
    route: 'interviews.$interviewId',
    call: 'action',
    intent,
    about: 'job',
    roles: planners,
    ok: intent === 'make-link' ? 200 : 302,
    but: { assigned: intent === 'make-link' ? 200 : 302, interviewer: 404 },
    ask: async (at, world) => {
      const { interviewId } = at
      if (intent === 'make-link')
        return to(`/interviews/${interviewId}`, { interviewId }, { form: await linkForm(at, world) })
      const { id, exhibit } = await newLink(at, world)
      const form = { intent, linkId: String(id), ...(intent === 'hand-over' ? { exhibit } : {}) }
      return to(`/interviews/${interviewId}`, { interviewId }, { form })
    },
  })),
  {
    // The address is all that a candidate has; whoever else may be signed in there, nothing of them is asked.
    route: 'task.$token',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 200,
    ask: async (at, world) => to('/task/x', { token: (await openedLink(at, world)).token }),
  },
  {
    route: 'task.$token_.$file',
    call: 'loader',
    about: 'nothing',
    roles: 'everyone',
    ok: 200,
    ask: async (at, world) => to('/task/x/1.csv', { token: (await openedLink(at, world)).token, file: '1.csv' }),
  },
  {
    // Run by whoever has a scorecard to write there, and by nobody else.
    route: 'interviews.$interviewId_.live',
    call: 'loader',
    about: 'job',
    roles: [],
    ok: 404,
    but: { ...everyRole(404), assigned: 200 },
    ask: (at) => to(`/interviews/${at.interviewId}/live`, { interviewId: at.interviewId }),
  },
  {
    route: 'interviews.$interviewId_.scorecard',
    call: 'loader',
    about: 'job',
    roles: planners,
    ok: 200,
    but: { assigned: 200, interviewer: 404, committee_member: 404, hiring_manager: 404, lead: 404, voter: 404 },
    ask: (at) => to(`/interviews/${at.interviewId}/scorecard`, { interviewId: at.interviewId }),
  },
  {
    // Not submitted yet: there for its author alone.
    route: 'scorecards.$scorecardId',
    call: 'loader',
    of: 'in writing',
    about: 'job',
    roles: [],
    ok: 404,
    but: { ...everyRole(404), assigned: 200 },
    ask: (at) => to(`/scorecards/${at.scorecardId}`, { scorecardId: at.scorecardId }),
  },
  {
    route: 'scorecards.$scorecardId',
    call: 'loader',
    of: 'submitted by a colleague',
    about: 'job',
    roles: packetReaders,
    ok: 200,
    but: { interviewer: 404, lead: 404, assigned: 404 },
    ask: (at) => to(`/scorecards/${at.judged.scorecardId}`, { scorecardId: at.judged.scorecardId }),
  },
  {
    route: 'scorecards.$scorecardId',
    call: 'action',
    about: 'job',
    roles: [],
    ok: 302,
    but: { assigned: 302, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      await submitLevels(at.assigned, scorecardId, { diagnosis: 3, 'right-sizing': 3 })
      const form = { writeKey: randomUUID(), base: '1', reason: 'I mixed up two candidates of the same day.' }
      return to(`/scorecards/${scorecardId}`, { scorecardId }, { form })
    },
  },
  ...(['save', 'submit'] as const).map((intent): Row => ({
    // The form as a browser without a script posts it.
    route: 'scorecards.$scorecardId',
    call: 'action',
    intent,
    about: 'job',
    roles: [],
    ok: 302,
    but: { assigned: 302, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      return to(
        `/scorecards/${scorecardId}`,
        { scorecardId },
        { form: await wholePlainForm(at.assigned, scorecardId, intent) },
      )
    },
  })),
  {
    route: 'scorecards_.$scorecardId_.draft',
    call: 'loader',
    about: 'job',
    roles: [],
    ok: 200,
    but: { assigned: 200, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      const content = await wholeDraft(at.assigned, scorecardId)
      await saveDraft(at.assigned, { scorecardId, base: 0, revision: 0, content })
      return to(`/scorecards/${scorecardId}/draft`, { scorecardId })
    },
  },
  {
    route: 'scorecards_.$scorecardId_.draft',
    call: 'action',
    intent: 'PUT',
    about: 'job',
    roles: [],
    ok: 200,
    but: { assigned: 200, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      const content = await wholeDraft(at.assigned, scorecardId)
      return to(
        `/scorecards/${scorecardId}/draft`,
        { scorecardId },
        {
          method: 'PUT',
          json: { base: 0, revision: 0, content },
        },
      )
    },
  },
  {
    route: 'scorecards_.$scorecardId_.draft',
    call: 'action',
    intent: 'POST',
    about: 'job',
    roles: [],
    ok: 200,
    but: { assigned: 200, interviewer: 404 },
    ask: async (at, world) => {
      const scorecardId = await newCard(at, world)
      const content = await wholeDraft(at.assigned, scorecardId)
      return to(
        `/scorecards/${scorecardId}/draft`,
        { scorecardId },
        {
          method: 'POST',
          json: { writeKey: randomUUID(), base: 0, content },
        },
      )
    },
  },
]
