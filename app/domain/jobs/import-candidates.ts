import * as z from 'zod/mini'
import { Id } from '~/domain/shared/fields'

/** Writes the candidates of an import and publishes them, or clears away what a failed or cancelled one wrote. */
export const IMPORT_CANDIDATES = 'import-candidates'

export const ImportJob = z.object({ importId: Id })
