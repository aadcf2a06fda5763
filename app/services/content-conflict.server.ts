import type { Viewer } from '~/domain/policy/policy'
import { fail } from '~/domain/shared/result'
import type { ContentConflict, StoredField } from '~/domain/shared/stored-before'
import { dayAndTime } from '~/platform/dates.server'

/** The same act was acknowledged before with other content: says so, with what is stored. */
export const contentConflict = (
  viewer: Viewer,
  message: string,
  { at, fields }: { at: Date; fields: StoredField[] },
): { ok: false; error: ContentConflict } =>
  fail({ code: 'CONTENT_CONFLICT', message, stored: { at: dayAndTime(at, viewer.timeZone), fields } })
