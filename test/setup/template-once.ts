import type { TestProject } from 'vitest/node'
import provideEmbedded from './template-embedded'
import { provideServer } from './template-server'

/** A server where one is found, else the embedded database. */
export default async (project: TestProject) => (await provideServer(project)) ?? (await provideEmbedded(project))
