import type * as z from 'zod'
import { expandSources, stepMistakes } from './expand-source'
import type { Finding } from './problem'
import type {
  calibrationCasesFile,
  CriterionSource,
  Exhibit,
  InterviewSource,
  Kit,
  kitFile,
  PromptSource,
  redFlagsFile,
} from './schema'

/** A prompt as its file says it, with the tables of its exhibits. */
export type PromptWithTables = Omit<PromptSource, 'handed_out' | 'on_request'> & {
  handed_out: Exhibit[]
  on_request: Exhibit[]
}
type Sources = {
  criteria: readonly CriterionSource[]
  interviews: readonly InterviewSource[]
  prompts: readonly PromptSource[]
}

/** The parts of a kit, each as its schema gives it. */
export type KitParts = Omit<Sources, 'prompts'> & {
  head: z.output<typeof kitFile>
  flags: z.output<typeof redFlagsFile>
  cases: z.output<typeof calibrationCasesFile>
  prompts: readonly PromptWithTables[]
}

/**
 * What is wrong with steps, in the file in which it is written; `promptFile` names the file of each prompt. Parts with such
 * a mistake are not put together.
 */
export function stepFindings(sources: Sources, promptFile: (index: number) => string): Finding[] {
  return stepMistakes(sources).map(({ part, index, path, message }) =>
    part === 'prompts'
      ? { file: promptFile(index), path, message }
      : { file: `${part}.yaml`, path: [part, index, ...path], message },
  )
}

/** A kit as it is served, from sound parts: those of a folder of files, and those of a draft. */
export function assembleKit({ head, flags, cases, ...sources }: KitParts): Kit {
  return { ...head, ...flags, ...cases, ...expandSources(sources as KitParts & { prompts: PromptSource[] }) } as Kit
}
