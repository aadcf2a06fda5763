import { parentPort, workerData } from 'node:worker_threads'
import { type OrdinalJob, solveOrdinal } from '~/engine'

parentPort!.postMessage(solveOrdinal(workerData as OrdinalJob))
