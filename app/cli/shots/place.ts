import type { Page } from 'playwright-core'

/** A page to look at: its file name, who looks, where, and what they do there first. */
export type Place = {
  name: string
  as: string | null
  path: string
  act?: (page: Page) => Promise<void>
  /** The status that the page has on purpose, where it is an error's. */
  status?: number
}

export const RECRUITER = 'Tomasz Wilk'
export const ADMINISTRATOR = 'Ingrid Solheim'
export const MANAGER = 'Nadia Rahimi'
export const VOTERS = ['Amara Nwosu', 'Henrik Dahl', 'Priya Raman']
