import type { JobHandlers } from '~/platform/queue.server'

export const jobHandlers: JobHandlers = {}
