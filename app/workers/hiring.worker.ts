import { parentPort, workerData } from 'node:worker_threads'
import { fitHiring, type HiringFitInput } from '~/engine'

parentPort!.postMessage(fitHiring(workerData as HiringFitInput))
