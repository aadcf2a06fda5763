import { parentPort, workerData } from 'node:worker_threads'
import { type DiagnosticsInput, hiringDiagnostics } from '~/engine'

parentPort!.postMessage(hiringDiagnostics(workerData as DiagnosticsInput))
