import type { LoaderFunctionArgs } from '@remix-run/node'
import type { RouteHandle } from '~/components/ui/frame-kind'
import { refuseTask } from '~/platform/refuse-task.server'
import { readTaskFile } from '~/services/candidate-link/read-task.server'

/** Where it refuses, a candidate sees a page alone, as at the address of the prompt. */
export const handle: RouteHandle = { frame: 'none' }

/** An exhibit's data as a file: `/task/<token>/2.csv`. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const number = /^([1-9]\d?)\.csv$/.exec(params.file ?? '')?.[1]
  if (number === undefined) throw new Response(null, { status: 404 })
  const file = await readTaskFile(params.token ?? '', Number(number), context.place)
  if (!file.ok) refuseTask(file.error)
  return new Response(file.value, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="exhibit-${number}.csv"`,
    },
  })
}
