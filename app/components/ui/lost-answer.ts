import { isRouteErrorResponse, type ClientActionFunctionArgs } from '@remix-run/react'

/** Whether the server did what was asked is unknown: it did not answer, or something in between answered for it. */
export type LostAnswer = {
  lost: true
  intent: string
  fieldErrors: Record<string, string>
  values: Record<string, string>
}

const LOST =
  'The server did not answer, so it is not known whether this was stored. Your text is kept here: send it again. If it was stored before, it is not stored twice.'

/**
 * Posts a form and stays on the page, with everything typed, when the answer is lost; the form keeps its write key, so
 * that sending it again does it once. Use it as the client action of a route whose forms carry text.
 */
export async function keepTyped({ request, serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  const form = await request.clone().formData()
  try {
    return await serverAction()
  } catch (error) {
    if (error instanceof Response || (isRouteErrorResponse(error) && error.status < 500)) throw error
    const values = Object.fromEntries([...form].filter((e): e is [string, string] => typeof e[1] === 'string'))
    return {
      lost: true,
      intent: values.intent ?? '',
      fieldErrors: { form: LOST, '': LOST },
      values,
    } satisfies LostAnswer
  }
}

/** After a lost answer the page is left as it is: loading it again would fail too, and would give the form another key. */
export const unlessLost = ({ actionResult }: { actionResult?: unknown }): boolean =>
  !(typeof actionResult === 'object' && actionResult !== null && 'lost' in actionResult)
