/** What a table says about a choice. A form that was refused may hold one that no table knows. */
export const valueOf = (table: Readonly<Record<string, string>>, choice: string): string | undefined =>
  Object.hasOwn(table, choice) ? table[choice] : undefined

/** Sentences one after the other; those that have nothing to say are left out. */
export const sentences = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
