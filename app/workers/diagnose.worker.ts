import { parentPort, workerData } from 'node:worker_threads'
import { hiringDiagnostics, type DiagnosticsInput } from '~/domain/calibration/diagnostics'

parentPort!.postMessage(hiringDiagnostics(workerData as DiagnosticsInput))
