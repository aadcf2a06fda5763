/** `scorecard.submitted` of scorecard 12 as people read it: what was done, and to what. */
export function actInWords(act: string, subject: { type: string; id: number }): { did: string; what: string } {
  const [noun = act, verb = ''] = act.split('.')
  const place = `${subject.type} ${subject.id}`
  return { did: verb.replaceAll('-', ' '), what: noun === subject.type ? place : `${noun}, ${place}` }
}

/** The detail of an entry, canonical JSON of ids and codes, as a line: `job: 3, role: hiring manager`; without the hidden names. */
export function detailInWords(detail: string, hidden: readonly string[] = []): string {
  return Object.entries(JSON.parse(detail) as Record<string, unknown>)
    .filter(
      ([name, value]) => !hidden.includes(name) && value !== null && !(Array.isArray(value) && value.length === 0),
    )
    .map(
      ([name, value]) =>
        `${spaced(name)}: ${[value]
          .flat()
          .map((one) => spaced(String(one)))
          .join(', ')}`,
    )
    .join('; ')
}

const spaced = (word: string) =>
  /^[a-z][A-Za-z_]*$/.test(word)
    ? word
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase()
    : word
