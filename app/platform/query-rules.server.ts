import { Prisma } from '~/generated/prisma/client.ts'
import { withFolded } from './folded.server'
import { refuseUnscoped } from './scoping.server'
import { refuseLongLists } from './long-lists.server'
import { asWritten } from './text-filters.server'
import { reportingUnavailable } from './unavailable.server'
import { onlyPublished } from './unpublished.server'

/** The arguments that are sent instead of these, or a refusal. */
function ruled(model: string, operation: string, args: unknown): unknown {
  refuseUnscoped(model, operation, args)
  refuseLongLists(model, operation, args)
  return asWritten(withFolded(model, operation, onlyPublished(model, operation, args)))
}

/**
 * What holds for every query, raw ones too, in the one place that all of them pass. One extension, because Prisma copies
 * the arguments of a query for each and awaits each by itself.
 *
 * @param wrote is called after each query that may have written
 */
export const queryRules = (wrote: () => void) =>
  Prisma.defineExtension({
    name: 'query rules',
    query: {
      async $allOperations({ model, operation, args, query }) {
        const sent: unknown = model === undefined ? args : ruled(model, operation, args)
        return reportingUnavailable(operation, () => query(sent as never) as Promise<unknown>, wrote)
      },
    },
  })
