import { CALIBRATE } from '~/domain/jobs/calibrate'
import type { JobHandlers } from '~/platform/queue.server'
import { calibrate } from './calibrate'

export const jobHandlers: JobHandlers = { [CALIBRATE]: calibrate }
