import { parentPort, workerData } from 'node:worker_threads'
import { solveMixed, type MixedJob } from '~/stats/mixed/job'

parentPort!.postMessage(solveMixed(workerData as MixedJob))
