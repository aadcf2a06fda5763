import { isRouteErrorResponse, type ClientActionFunctionArgs } from '@remix-run/react'
import { isOtherAccount } from '~/domain/identity/form-account'
import { paths } from '~/paths'

/** Whether the server did what was asked is unknown: it did not answer, or something in between answered for it. */
export type LostAnswer<Values = Record<string, string>> = {
  lost: true
  intent: string
  fieldErrors: Record<string, string>
  values: Values
}

const LOST =
  'The server did not answer, so it is not known whether this was stored. Your text is kept here: send it again. If it was stored before, it is not stored twice.'

const SIGNED_OUT =
  'You are no longer signed in, so nothing was stored. Your text is kept here: sign in in another tab, then send it again.'

const OTHER_ACCOUNT = 'Your text is kept here: sign in to the earlier account in another tab, then send it again.'

/**
 * Why the form has to be sent again after its request failed like this; null where the server answered: it refused the
 * form, or it stored it and names the next page. An ended session would otherwise take the text with it.
 */
export function whySendAgain(error: unknown): string | null {
  if (error instanceof Response) return isSignIn(error.headers.get('Location')) ? SIGNED_OUT : null
  if (!isRouteErrorResponse(error)) return LOST
  if (isOtherAccount(error.data)) return `${error.data.message} ${OTHER_ACCOUNT}`
  return error.status < 500 ? null : LOST
}

const isSignIn = (location: string | null): boolean =>
  location !== null && location.split('?', 1)[0] === paths.signIn().split('?', 1)[0]

/**
 * Posts a form and stays on the page, with everything typed, when the answer is lost; the form keeps its write key, so
 * that sending it again does it once. Use it as the client action of a route whose forms carry text.
 */
export const keepTyped = keepTypedAs((form) =>
  Object.fromEntries([...form].filter((e): e is [string, string] => typeof e[1] === 'string')),
)

/** The same for a page whose form is more than one text a field: `read` gives its values as the page's action does. */
export function keepTypedAs<Values>(read: (form: FormData) => Values) {
  return async ({ request, serverAction }: ClientActionFunctionArgs): Promise<unknown> => {
    const form = await request.clone().formData()
    try {
      return await serverAction()
    } catch (error) {
      const why = whySendAgain(error)
      if (why === null) throw error
      const intent = form.get('intent')
      return {
        lost: true,
        intent: typeof intent === 'string' ? intent : '',
        fieldErrors: { form: why, '': why },
        values: read(form),
      } satisfies LostAnswer<Values>
    }
  }
}

/** After a lost answer the page is left as it is: loading it again would fail too, and would give the form another key. */
export const unlessLost = ({ actionResult }: { actionResult?: unknown }): boolean =>
  !(typeof actionResult === 'object' && actionResult !== null && 'lost' in actionResult)

/** The same for the frames around such a page: they load again as usual, but not after a lost answer, since that fails too. */
export const asUsualUnlessLost = (change: { actionResult?: unknown; defaultShouldRevalidate: boolean }): boolean =>
  unlessLost(change) && change.defaultShouldRevalidate
