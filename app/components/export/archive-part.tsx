import { Button } from '~/components/ui/button'
import { FormAccount } from '~/components/ui/form'
import { Note } from '~/components/ui/message'
import { Section } from '~/components/ui/page'
import {
  ARCHIVE_FAILURE_SENTENCES,
  ARCHIVE_REFUSALS,
  type ArchiveFailure,
  type ArchiveOffer,
} from '~/domain/archive/offer'
import { LEFT_OUT_SENTENCES } from '~/domain/archive/tables'
import { paths } from '~/paths'

/** The archive of the whole organisation, for administrators, while nothing in it is withheld from them. */
export function ArchivePart({ offer, failure }: { offer: ArchiveOffer; failure: ArchiveFailure | null }) {
  return (
    <Section
      title="Archive of the organisation"
      lead="Everything of the organisation as one file (tar.gz): every table as JSON Lines with its schema. Another installation restores the organisation from it, audit chain included, with “npm run organisation -- import”. It holds personal data, drafts and sealed votes: keep it as safe as the database."
      id="organisation"
    >
      {failure && offer === 'offered' ? (
        <Note kind="doubt" role="alert">
          {ARCHIVE_FAILURE_SENTENCES[failure]}
        </Note>
      ) : null}
      {offer === 'offered' ? (
        <form method="post" action={paths.exportArchive()} className="filters export__form">
          <FormAccount />
          <Button type="submit">Download archive</Button>
        </form>
      ) : (
        <Note>{ARCHIVE_REFUSALS[offer]}</Note>
      )}
      <p className="quiet export__lead">Left out:</p>
      <ul className="export__left">
        {LEFT_OUT_SENTENCES.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  )
}
