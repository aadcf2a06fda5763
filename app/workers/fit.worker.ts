import { workerData } from 'node:worker_threads'
import { type MixedJob, solveMixed } from '~/engine'
import { parent } from './parent'

parent().postMessage(solveMixed(workerData as MixedJob))
