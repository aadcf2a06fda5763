import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { paths } from '~/paths'
import { endSession } from '~/platform/session.server'

export const loader = () => redirect(paths.home())

export async function action({ request }: ActionFunctionArgs) {
  return redirect(paths.signIn(), { headers: { 'Set-Cookie': await endSession(request) } })
}
