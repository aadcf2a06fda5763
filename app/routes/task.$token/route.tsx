import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useParams, useRouteError } from '@remix-run/react'
import { Task } from '~/components/candidate-link/task'
import { refuseTask } from '~/platform/refuse-task.server'
import { retryAfter } from '~/platform/slow-down.server'
import type { RouteHandle } from '~/components/ui/frame-kind'
import { readTask } from '~/services/candidate-link/read-task.server'

export const handle: RouteHandle = { frame: 'none' }

export const headers = retryAfter

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.task.name ?? 'Not open' },
  { name: 'robots', content: 'noindex, nofollow, noarchive' },
]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const task = await readTask(params.token ?? '', context.place)
  return task.ok ? { task: task.value } : refuseTask(task.error)
}

export default function CandidatePage() {
  const { task } = useLoaderData<typeof loader>()
  const { token = '' } = useParams()
  return <Task task={task} token={token} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const over = isRouteErrorResponse(error) && error.status === 410
  const busy = isRouteErrorResponse(error) && error.status === 429
  return (
    <main id="main" className="task">
      <h1 className="h2">{over ? 'This page is closed' : busy ? 'Too many attempts' : 'Page not found'}</h1>
      <p>
        {over
          ? 'It has expired or was closed. Ask the person who gave you the address.'
          : busy
            ? 'Wait a little and try again.'
            : 'The address may be mistyped. Ask the person who gave it to you.'}
      </p>
    </main>
  )
}
