import { withChoices, type LineChoices } from '~/domain/candidate-import/settings'
import type { Viewer } from '~/domain/policy/policy'
import { findUpload, saveSettings } from './uploads.server'

/** Keeps what is to be done with the lines of a page of the preview. */
export async function chooseLines(viewer: Viewer, uploadId: number, given: { revision: number; choices: LineChoices }) {
  const found = await findUpload(viewer, uploadId)
  if (!found.ok) return found
  return saveSettings(viewer, uploadId, given.revision, withChoices(found.value.settings, given.choices))
}
