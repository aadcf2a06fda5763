/** What a word means in Assay. */
export type Entry = {
  /** As it stands in the list; `Term` writes it in small letters within a sentence. */
  name: string
  /** One to three sentences; shown beside the word as well as in the glossary. */
  meaning: string
  /** With figures where they help. */
  example?: string
  /** Ids of related entries. */
  see?: readonly string[]
}
