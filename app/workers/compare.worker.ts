import { parentPort, workerData } from 'node:worker_threads'
import { ordinalHiring, ordinalScores, prepareHiring, solveOrdinal, type HiringFitInput } from '~/engine'

const prepared = prepareHiring(workerData as HiringFitInput)
parentPort!.postMessage(prepared.ok ? ordinalScores(prepared.value, solveOrdinal(ordinalHiring(prepared.value))) : null)
