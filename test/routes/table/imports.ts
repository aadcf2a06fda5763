import { randomUUID } from 'node:crypto'
import { newImport, newLines, newUpload, publishedImport } from './prepared'
import { planners, to, type Row } from './row'

/** Imports of candidates: the file, its columns, the preview, and what became of it. */
export const importRows: Row[] = [
  {
    route: 'candidates.import',
    call: 'loader',
    about: 'nothing',
    roles: planners,
    ok: 200,
    ask: () => to('/candidates/import'),
  },
  {
    route: 'candidates.import',
    call: 'action',
    about: 'nothing',
    roles: planners,
    ok: 302,
    ask: () => to('/candidates/import', {}, { form: { text: newLines(), jobId: '' } }),
  },
  {
    route: 'candidates.import_.file.$uploadId',
    call: 'loader',
    about: 'person',
    roles: planners,
    ok: 200,
    ask: async (at, world, who) => {
      const uploadId = await newUpload(at, world, who)
      return to(`/candidates/import/file/${uploadId}`, { uploadId })
    },
  },
  {
    route: 'candidates.import_.file.$uploadId',
    call: 'action',
    intent: 'columns',
    about: 'person',
    roles: planners,
    ok: 302,
    ask: async (at, world, who) => {
      const uploadId = await newUpload(at, world, who)
      const form = { intent: 'columns', revision: '1', jobId: '', 'column-0': 'name', 'column-1': 'email' }
      return to(`/candidates/import/file/${uploadId}`, { uploadId }, { form })
    },
  },
  {
    // Pasted lines have no sheets, so the form is refused; who may send it is asked before.
    route: 'candidates.import_.file.$uploadId',
    call: 'action',
    intent: 'sheet',
    about: 'person',
    roles: planners,
    ok: 422,
    ask: async (at, world, who) => {
      const uploadId = await newUpload(at, world, who)
      return to(`/candidates/import/file/${uploadId}`, { uploadId }, { form: { intent: 'sheet', sheet: 'People' } })
    },
  },
  {
    route: 'candidates.import_.file.$uploadId',
    call: 'action',
    intent: 'discard',
    about: 'person',
    roles: planners,
    ok: 302,
    ask: async (at, world, who) => {
      const uploadId = await newUpload(at, world, who)
      return to(`/candidates/import/file/${uploadId}`, { uploadId }, { form: { intent: 'discard' } })
    },
  },
  {
    route: 'candidates.import_.file.$uploadId_.lines',
    call: 'loader',
    about: 'person',
    roles: planners,
    ok: 200,
    ask: async (at, world, who) => {
      const uploadId = await newUpload(at, world, who)
      return to(`/candidates/import/file/${uploadId}/lines`, { uploadId })
    },
  },
  ...(['save', 'import'] as const).map((intent): Row => ({
    route: 'candidates.import_.file.$uploadId_.lines',
    call: 'action',
    intent,
    about: 'person',
    roles: planners,
    ok: 302,
    ask: async (at, world, who) => {
      const uploadId = await newUpload(at, world, who)
      const form = { intent, revision: '1', known: 'merge', 'line-2': 'import', writeKey: randomUUID() }
      return to(`/candidates/import/file/${uploadId}/lines`, { uploadId }, { form })
    },
  })),
  {
    route: 'candidates.import_.$importId',
    call: 'loader',
    about: 'person',
    roles: planners,
    ok: 200,
    ask: async (at, world, who) => {
      const importId = await newImport(at, world, who)
      return to(`/candidates/import/${importId}`, { importId })
    },
  },
  {
    route: 'candidates.import_.$importId',
    call: 'action',
    intent: 'cancel',
    about: 'person',
    roles: planners,
    ok: 302,
    ask: async (at, world, who) => {
      const importId = await newImport(at, world, who)
      return to(`/candidates/import/${importId}`, { importId }, { form: { intent: 'cancel' } })
    },
  },
  {
    route: 'candidates.import_.$importId',
    call: 'action',
    intent: 'undo',
    about: 'person',
    roles: planners,
    ok: 302,
    ask: async (at, world, who) => {
      const importId = await publishedImport(at, world, who)
      return to(`/candidates/import/${importId}`, { importId }, { form: { intent: 'undo' } })
    },
  },
]
