import type { ImportField } from './fields'

/** Headers that mean the same wherever they come from (as `headerKey` writes them), in English and in languages of Europe. */
const COMMON: Record<string, ImportField> = {
  ...every('name', 'name fullname candidate applicant completename'),
  ...every(
    'name',
    'vollstandigername bewerber bewerberin kandidat nombrecompleto nombreyapellidos nombreyapellido candidato',
  ),
  ...every('name', 'nomcomplet nometprenom nomprenom prenomnom prenometnom candidat naam volledigenaam kandidaat'),
  ...every('name', 'nomecompleto nomeecognome nomecognome nomeesobrenome candidata nominativo'),
  ...every('firstName', 'firstname givenname forename first fullnamefirst namefirst givennames firstnames'),
  ...every('firstName', 'vorname prenom nombre nombres voornaam nome primeironome rufname'),
  ...every('lastName', 'lastname surname familyname last fullnamelast namelast familynames'),
  ...every('lastName', 'nachname familienname nomdefamille apellido apellidos achternaam cognome sobrenome apelido'),
  ...every('email', 'email emailaddress mail emails emailid workemail personalemail email1value'),
  ...every('email', 'emailadresse mailadresse courriel adressemail adresseemail adressecourriel emailadres mailadres'),
  ...every(
    'email',
    'correo correoelectronico direcciondecorreo correoelectronicopersonal indirizzoemail postaelettronica',
  ),
  ...every('email', 'enderecodeemail correioeletronico'),
  ...every(
    'otherEmails',
    'otheremail otheremails secondaryemail additionalemail additionalemails alternateemail email2',
  ),
  ...every('otherEmails', 'email2value email3value weitereemail weitereemails'),
  ...every('phone', 'phone phones telephone phonenumber phonenumbers mobile mobilephone mobilenumber cell cellphone'),
  ...every(
    'phone',
    'homephone workphone phone1value phone2value phone3value telephonenumber contactnumber phone1 phone2',
  ),
  ...every('phone', 'telefon telefonnummer mobil mobiltelefon mobilnummer handy handynummer rufnummer'),
  ...every(
    'phone',
    'telefono telefonomovil numerodetelefono movil celular telephoneportable numerodetelephone portable',
  ),
  ...every('phone', 'telefoon telefoonnummer mobiel mobielnummer cellulare numeroditelefono telefone telemovel'),
  ...every('job', 'job jobs jobname jobopening vacancy requisition appliedfor joborder requisitiontitle jobappliedfor'),
  ...every('job', 'stelle stellenbezeichnung stellentitel stellenanzeige ausschreibung puesto vacante oferta'),
  ...every(
    'job',
    'poste offre posterecherche functie vacature posizione offertadilavoro posizionelavorativa vaga cargo',
  ),
  ...every('stage', 'stage currentstage jobstage status applicationstatus pipelinestage milestone phase currentstatus'),
  ...every('stage', 'bewerbungsstatus bewerbungsphase etapa fase estado etape statut stato estadodelaaplicacion'),
  ...every(
    'source',
    'source sources sourcename channel quelle kanal herkunft fuente origen canal origine bron fonte origem',
  ),
  ...every('notes', 'notes note comment comments notizen notiz remarks bemerkung bemerkungen kommentar kommentare'),
  ...every('notes', 'notas comentarios commentaire commentaires remarques opmerkingen notities commenti observacoes'),
  ...every('tags', 'tags tag labels skills schlagworter etiquetas etiquettes etichette'),
}

/** What products and forms write before a header that means the same without it. */
const BEFORE =
  /^(?:person|candidate|applicant|contact|whatisyour|whatsyour|pleaseenteryour|enteryour|your|legal|primary|main)+/

/** A name that somebody likes to be called by: used only where there is no other first name. */
const PREFERRED =
  /^(?:(?:candidate|applicant|your)?(?:preferred|chosen|known|display)(?:firstname|givenname|forename)|nickname)$/

/** What a column of this header (as `headerKey` writes it) holds; `all` are the headers of the file. */
export function commonField(key: string, all: readonly string[]): ImportField | undefined {
  if (PREFERRED.test(key)) return all.some((one) => one !== key && isFirstOrFull(one)) ? undefined : 'firstName'
  return COMMON[key] ?? COMMON[key.replace(BEFORE, '')]
}

const isFirstOrFull = (key: string) => {
  if (PREFERRED.test(key)) return false
  const field = COMMON[key] ?? COMMON[key.replace(BEFORE, '')]
  return field === 'firstName' || field === 'name'
}

/** Words for "name" that mean the family name where the first name has a column of its own, and the other way round. */
const HALVES: readonly (readonly [RegExp, RegExp, ImportField])[] = [
  [/^nom$/, /^prenoms?$/, 'lastName'],
  [/^name$/, /^(?:vorname|voornaam)$/, 'lastName'],
  [/^naam$/, /^voornaam$/, 'lastName'],
]

/** The half of a name that this header means beside the others of the file; undefined where it is no such word. */
export const halfOfName = (key: string, all: readonly string[]): ImportField | undefined =>
  HALVES.find(([one, other]) => one.test(key) && all.some((header) => other.test(header)))?.[2] ??
  (key === 'nom' ? 'name' : undefined)

function every(field: ImportField, headers: string): Record<string, ImportField> {
  return Object.fromEntries(headers.split(' ').map((header) => [header, field]))
}
