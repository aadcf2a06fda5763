import { workerData } from 'node:worker_threads'
import { type DiagnosticsInput, hiringDiagnostics } from '~/engine'
import { parent } from './parent'

parent().postMessage(hiringDiagnostics(workerData as DiagnosticsInput))
