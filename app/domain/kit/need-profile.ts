import type { NeedProfile } from './schema'

/** Identifiers in the database cannot hold a hyphen; everywhere else a need profile is spelt with one. */
export type StoredNeedProfile = 'research_heavy' | 'balanced' | 'production_heavy'

export const storeNeedProfile = (profile: NeedProfile): StoredNeedProfile =>
  profile.replace('-', '_') as StoredNeedProfile

export const readNeedProfile = (stored: StoredNeedProfile): NeedProfile => stored.replace('_', '-') as NeedProfile
