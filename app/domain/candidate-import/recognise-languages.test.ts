import { expect, test } from 'vitest'
import type { ImportField } from './fields'
import { recogniseColumns } from './recognise'

const guesses = (header: string[], rows: string[][] = []) =>
  recogniseColumns(
    header,
    rows.map((cells) => ({ cells })),
  ).columns.map(({ guess }) => guess)

const FIRST_LAST: ImportField[] = ['firstName', 'lastName', 'email', 'phone', 'job', 'stage', 'source']
test.each<[language: string, header: string, fields: ImportField[]]>([
  ['Spanish', 'Nombre,Apellidos,Correo electrónico,Teléfono,Puesto,Etapa,Fuente', FIRST_LAST],
  ['Spanish', 'Nombre y apellidos,Correo,Móvil,Vacante,Estado,Origen', ['name', ...FIRST_LAST.slice(2)]],
  ['French', 'Prénom,Nom,Adresse e-mail,Téléphone,Poste,Étape,Origine', FIRST_LAST],
  ['French', 'Nom,Courriel,Portable,Offre,Statut,Source', ['name', ...FIRST_LAST.slice(2)]],
  ['German', 'Vorname,Nachname,E-Mail-Adresse,Rufnummer,Stelle,Phase,Kanal', FIRST_LAST],
  ['German', 'Vorname,Name,E-Mail,Handynummer,Stellenbezeichnung,Bewerbungsstatus,Quelle', FIRST_LAST],
  ['Dutch', 'Voornaam,Achternaam,E-mailadres,Telefoonnummer,Functie,Fase,Bron', FIRST_LAST],
  ['Italian', 'Nome,Cognome,Indirizzo e-mail,Cellulare,Posizione,Fase,Fonte', FIRST_LAST],
  ['Portuguese', 'Nome,Sobrenome,E-mail,Telefone,Vaga,Etapa,Origem', FIRST_LAST],
  ['SmartRecruiters', 'Candidate First Name,Candidate Last Name,Candidate Email', FIRST_LAST.slice(0, 3)],
  ['Jobvite', 'Candidate: First Name,Candidate: Last Name,Candidate: Email', FIRST_LAST.slice(0, 3)],
  ['iCIMS', 'Person : Full Name: First,Person : Full Name: Last,Person : Email', FIRST_LAST.slice(0, 3)],
  ['a form', 'What is your full name?,What is your email address?,Phone', ['name', 'email', 'phone']],
  ['Google Contacts', 'First Name,Last Name,E-mail 1 - Value,Phone 1 - Value', FIRST_LAST.slice(0, 4)],
  ['legal names', 'Legal First Name,Preferred First Name,Last Name', ['firstName', 'ignore', 'lastName']],
  ['legal names', 'Preferred First Name,Legal First Name,Last Name', ['ignore', 'firstName', 'lastName']],
  ['preferred names', 'Preferred First Name,Last Name', ['firstName', 'lastName']],
])('headers of %s: %s', (_, header, fields) => {
  expect(guesses(header.split(','))).toEqual(fields)
})

test('a column “Name” beside one part is the other half, unless its cells hold that part', () => {
  expect(
    guesses(
      ['Name', 'First name'],
      [
        ['Lovelace', 'Ada'],
        ['Bo', 'Bob'],
      ],
    ),
  ).toEqual(['lastName', 'firstName'])
  expect(
    guesses(
      ['Name', 'Surname'],
      [
        ['Ada', 'Lovelace'],
        ['Bob', 'Bo'],
      ],
    ),
  ).toEqual(['firstName', 'lastName'])
  expect(
    guesses(
      ['Name', 'First name'],
      [
        ['Ada Lovelace', 'Ada'],
        ['Bob Bo', 'Bob'],
      ],
    ),
  ).toEqual(['name', 'ignore'])
})

test('the job of today is not the job applied for, and a contact is not a name', () => {
  expect(guesses(['Current Job', 'Contact', 'Name'])).toEqual(['ignore', 'ignore', 'name'])
})
