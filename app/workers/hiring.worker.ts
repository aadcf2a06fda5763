import { workerData } from 'node:worker_threads'
import { fitHiring, type HiringFitInput } from '~/engine'
import { parent } from './parent'

parent().postMessage(fitHiring(workerData as HiringFitInput))
