import { workerData } from 'node:worker_threads'
import { ordinalHiring, ordinalScores, prepareHiring, solveOrdinal, type HiringFitInput } from '~/engine'
import { parent } from './parent'

const prepared = prepareHiring(workerData as HiringFitInput)
parent().postMessage(prepared.ok ? ordinalScores(prepared.value, solveOrdinal(ordinalHiring(prepared.value))) : null)
