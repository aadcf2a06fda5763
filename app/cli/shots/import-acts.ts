import type { Page } from 'playwright-core'

/**
 * A file as another product exports it, with a person on two lines, an address that two people share, one who is
 * a candidate already, and damaged cells.
 */
const LINES = [
  'First Name,Last Name,Email,Phone,Job,Milestone,Source,Notes,Candidate Tags,Who gets credit,Kontakt',
  'Noor,Haddad,"noor@example.org, noor.haddad@mail.example.net",+49 30 901820,ML engineer,Application review,Referral,"Met at a fair, wants to move in spring.","nlp, remote",Salma Idrissi,noor@work.example.com',
  'Maximiliane,Brandenburg-Hohenstein,maximiliane.brandenburg-hohenstein@mail.example.org,,Senior data engineer for the platform team,Interview,,,,,',
  'Noor,Haddad,noor@example.org,,Research scientist,Application review,,,,,',
  'Chidi,Eze,chidi@,+234 1 2345,,,,,,,',
  'Maria,Silva,maria@example.org,9.61123E+11,,,,,,,',
  'Rana,Haddad,noor.haddad@mail.example.net,+49 30 901821,Research scientist,Application review,,,,,',
  ',,nobody@example.org,,,,,,,,',
].join('\n')

/** Pastes the file and goes to its columns. */
export const pasteLines = async (page: Page) => {
  await page.getByLabel('or paste rows').fill(LINES)
  await page.getByRole('button', { name: 'Continue to columns' }).click()
  await page.getByRole('table', { name: 'Columns of the file' }).waitFor()
}

/** Goes on to the preview. */
export const previewLines = async (page: Page) => {
  await pasteLines(page)
  await page.getByRole('button', { name: 'Preview import' }).click()
  await page.getByRole('table', { name: 'Lines of the file' }).waitFor()
}

/** Confirms without the tick that leaves out lines with an error. */
export const refuseLines = async (page: Page) => {
  await previewLines(page)
  await page.getByRole('button', { name: 'Import candidates' }).click()
  await page.getByRole('alert').waitFor()
}
