import { LiftRecusal, RecuseFromApplication } from '~/domain/application/recusal-forms'
import type { Viewer } from '~/domain/policy/policy'
import type { StoredBefore } from '~/domain/shared/stored-before'
import { parseForm } from '~/platform/parse.server'
import { refuse, statusOf } from '~/platform/refuse.server'
import { liftRecusal } from '~/services/recusal/lift-recusal.server'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'

type Acted =
  | { ok: true; message: string }
  | { ok: false; fieldErrors: Record<string, string>; status: number; stored?: StoredBefore }

/** The two forms about recusals: stepping back, and ending another person's recusal. */
export async function actOnRecusal(
  viewer: Viewer,
  applicationId: number,
  { request, intent }: { request: Request; intent: 'recuse' | 'lift-recusal' },
): Promise<Acted> {
  switch (intent) {
    case 'recuse': {
      const form = await parseForm(request, RecuseFromApplication)
      if (!form.ok) return { ok: false, fieldErrors: form.fieldErrors, status: 422 }
      return answerOf(
        await recuseFromApplication(viewer, applicationId, form.value),
        'You are recused from this application.',
      )
    }
    case 'lift-recusal': {
      const form = await parseForm(request, LiftRecusal)
      if (!form.ok) return { ok: false, fieldErrors: form.fieldErrors, status: 422 }
      return answerOf(await liftRecusal(viewer, applicationId, form.value), 'The recusal is lifted.')
    }
  }
}

function answerOf(
  result: { ok: true } | { ok: false; error: { code: string; message?: string; stored?: StoredBefore } },
  message: string,
): Acted {
  if (result.ok) return { ok: true, message }
  const { error } = result
  if (!error.message) refuse(error)
  return { ok: false, fieldErrors: { form: error.message }, status: statusOf(error.code), stored: error.stored }
}
