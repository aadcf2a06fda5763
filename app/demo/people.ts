import type { NeedProfile, Seniority } from '~/domain/kit/schema'
import type { Notebook } from './notes/notebook'
import { mlEngineer } from './notes/ml-engineer'
import { mlProductManager } from './notes/ml-product-manager'
import { researchScientist } from './notes/research-scientist'

/** The people and jobs of the example organisation. All names are invented. */
export const ORGANISATION = 'Lindenhof Labs'
export const TIME_ZONE = 'Europe/Berlin'

export type Interviewer = { name: string; severity: number }

/**
 * Whoever interviews, with the severity in levels that the example draws their ratings with: the truth that a
 * calibration run should come near to. Positive rates lower than others would.
 */
export const interviewers: readonly Interviewer[] = [
  { name: 'Bruno Keller', severity: 0.62 },
  { name: 'Yara Haddad', severity: 0.45 },
  { name: 'Oluwaseun Adeyemi', severity: 0.32 },
  { name: 'Mei-Lin Zhou', severity: 0.2 },
  { name: 'Piotr Zając', severity: 0.12 },
  { name: 'Fatima El Amrani', severity: 0.05 },
  { name: 'Jonas Lindqvist', severity: -0.05 },
  { name: 'Camila Rojas', severity: -0.13 },
  { name: 'Arjun Mehta', severity: -0.22 },
  { name: 'Hannah Weiss', severity: -0.33 },
  { name: 'Tevita Moala', severity: -0.45 },
  { name: 'Sofia Marchetti', severity: -0.58 },
]

export const administrator = 'Ingrid Solheim'
export const recruiter = 'Tomasz Wilk'
export const hiringManager = 'Nadia Rahimi'
export const voters = ['Amara Nwosu', 'Henrik Dahl', 'Lucía Ferrer', 'Kenji Watanabe', 'Priya Raman'] as const

export type ExampleJob = {
  name: string
  kit: string
  notebook: Notebook
  seniority: Seniority
  needProfile: NeedProfile
  maturity: number
  bar: number
  quorum: number
  namesHidden: boolean
  committee: readonly (typeof voters)[number][]
  /** Places in `interviewers`. */
  panel: readonly number[]
}

export const jobs: readonly ExampleJob[] = [
  {
    name: 'Senior ML engineer, ranking',
    kit: 'ml-engineer',
    notebook: mlEngineer,
    seniority: 'senior',
    needProfile: 'production-heavy',
    maturity: 4,
    bar: 3,
    quorum: 3,
    namesHidden: true,
    committee: ['Amara Nwosu', 'Henrik Dahl', 'Lucía Ferrer', 'Kenji Watanabe'],
    panel: [0, 1, 2, 4, 6, 8, 9, 11],
  },
  {
    name: 'ML product manager, lending',
    kit: 'ml-product-manager',
    notebook: mlProductManager,
    seniority: 'mid',
    needProfile: 'balanced',
    maturity: 3,
    bar: 2.8,
    quorum: 2,
    namesHidden: true,
    committee: ['Amara Nwosu', 'Lucía Ferrer', 'Priya Raman'],
    panel: [1, 3, 5, 7, 9, 10, 11, 0],
  },
  {
    name: 'Staff research scientist, language',
    kit: 'research-scientist',
    notebook: researchScientist,
    seniority: 'staff',
    needProfile: 'research-heavy',
    maturity: 5,
    bar: 3,
    quorum: 2,
    namesHidden: false,
    committee: ['Henrik Dahl', 'Kenji Watanabe', 'Priya Raman'],
    panel: [2, 3, 5, 7, 8, 10, 4, 6],
  },
]

export const candidates: readonly string[] = [
  'Aaliyah Brooks',
  'Adrián Castellanos',
  'Aiko Tanabe',
  'Alessia Conti',
  'Amadou Diallo',
  'Anneke de Wit',
  'Aoife Brennan',
  'Arash Karimi',
  'Astrid Bergström',
  'Beatriz Fonseca',
  'Bilal Qureshi',
  'Bo-ra Seo',
  'Catalin Munteanu',
  'Chiara Rinaldi',
  'Chukwuemeka Obi',
  'Dagny Halvorsen',
  'Daniel Ferreira',
  'Deepika Iyer',
  'Dimitra Pappas',
  'Edison Quispe',
  'Eilidh MacRae',
  'Elif Aydın',
  'Emeka Nnadi',
  'Esther Mwangi',
  'Farrukh Tursunov',
  'Finn Dressler',
  'Gabriela Horváth',
  'Giorgi Beridze',
  'Hana Novotná',
  'Hassan Abdi',
  'Helene Aubert',
  'Hiroshi Matsuda',
  'Imani Njoroge',
  'Irina Volkova',
  'Ishaan Bhatt',
  'Jelena Kovač',
  'Jiaying Lu',
  'João Tavares',
  'Kamila Nowicka',
  'Kwame Boateng',
  'Laila Haugen',
  'Leilani Kealoha',
  'Luka Petrović',
  'Malik Ouedraogo',
  'Maren Thiessen',
  'Mateo Villalobos',
  'Minh Anh Trần',
  'Miriam Goldfarb',
  'Nomvula Dlamini',
  'Noor Al-Hashimi',
  'Olga Shevchenko',
  'Pedro Huamán',
  'Ravi Subramaniam',
  'Rosa Lindgren',
  'Samuel Adjei',
  'Siobhán Doyle',
  'Tamar Gelashvili',
  'Thabo Molefe',
  'Wanjiru Kamau',
  'Zofia Wrona',
]

/** `Lucía Ferrer` as `lucia.ferrer@lindenhof.example`: a domain that no mail reaches. */
export const emailOf = (name: string, domain = 'lindenhof.example'): string =>
  `${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/[^a-z -]/g, '')
    .replace(/ /g, '.')}@${domain}`
