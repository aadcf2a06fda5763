import { parentPort, workerData } from 'node:worker_threads'
import { type MixedJob, solveMixed } from '~/engine'

parentPort!.postMessage(solveMixed(workerData as MixedJob))
