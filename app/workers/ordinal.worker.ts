import { parentPort, workerData } from 'node:worker_threads'
import { solveOrdinal, type OrdinalJob } from '~/stats/ordinal/job'

parentPort!.postMessage(solveOrdinal(workerData as OrdinalJob))
