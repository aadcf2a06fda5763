import { CALIBRATE } from '~/domain/jobs/calibrate'
import { COMPARE_FAMILIES } from '~/domain/jobs/compare-families'
import type { JobHandlers } from '~/platform/queue.server'
import { calibrate } from './calibrate'
import { compareFamiliesJob } from './compare-families'

export const jobHandlers: JobHandlers = { [CALIBRATE]: calibrate, [COMPARE_FAMILIES]: compareFamiliesJob }
