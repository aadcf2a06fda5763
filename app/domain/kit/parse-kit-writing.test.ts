import { describe, expect, test } from 'vitest'
import { broken, kitFolder } from '../../../test/setup/kit-folder'
import { problems } from '../../../test/setup/kit-problems'

describe('a mistake of writing is reported with its file, line and what was expected', () => {
  test.each([
    ['a tab', 'kit.yaml', '  100/data-engineer/red', '\t100/data-engineer/red', 7, 'This line begins with a tab'],
    [
      'a key too far to the left',
      'criteria.yaml',
      '    must_have: true',
      '  must_have: true',
      6,
      'This line is not aligned with',
    ],
    ['a dash without its space', 'criteria.yaml', '  - id: tests', '  -id: tests', 15, 'This line is not aligned with'],
    [
      'a key too far to the right',
      'criteria.yaml',
      '    must_have: true',
      '      must_have: true',
      5,
      'Something here',
    ],
    [
      'a colon without its space',
      'criteria.yaml',
      'category: technical',
      'category:technical',
      5,
      'A key needs a colon and a space',
    ],
    [
      'an apostrophe in a quoted text',
      'criteria.yaml',
      'Begins to draw',
      "Begins to draw one's own",
      11,
      'The text before this is at its end',
    ],
    [
      'a quotation mark that is never closed',
      'criteria.yaml',
      "used at any point.**'",
      'used at any point.**',
      12,
      'A quotation mark or bracket that opens',
    ],
    [
      'a new entry without its dash',
      'criteria.yaml',
      '  - id: tests',
      '    id: tests',
      15,
      'This key appears a second time',
    ],
  ])('%s is told once, in plain words, on its line', (_, file, before, after, line, message) => {
    expect(problems(broken(file, before, after))).toEqual([
      { file, line, column: expect.any(Number), message: expect.stringContaining(message) },
    ])
  })

  test('a level in quotes, a level and a half, and another word for "not assessed"', () => {
    for (const level of ['"2"', '2.5', 'n/a']) {
      const found = problems(broken('calibration-cases.yaml', 'sizing: { level: 1,', `sizing: { level: ${level},`))
      expect(found).toEqual([
        expect.objectContaining({ line: 7, message: 'Expected 1, 2, 3 or 4 without quotes, or not assessed.' }),
      ])
    }
  })

  test('a text with a colon in a list, which YAML takes for a block', () => {
    const found = problems(
      broken('red-flags.yaml', "evidence: [the answer in the candidate's", 'evidence: [the answer: word by word'),
    )
    expect(found).toEqual([
      expect.objectContaining({
        line: 10,
        message: 'Expected a text, found a block of keys. A text with a colon and a space in it needs quotes round it.',
      }),
    ])
  })

  test('a mistake in a prompt says nothing of its exhibits', () => {
    const found = problems(broken('prompts/size-it.yaml', 'rows_s: [1000,', 'rows_s: [1 000,'))
    expect(found).toEqual([
      expect.objectContaining({
        file: 'prompts/size-it.yaml',
        message: 'Expected a number, found a text. A number has a point and no comma, space or sign, such as 0.034.',
      }),
    ])
  })

  test('a file that was not saved as UTF-8, at its first such sign', () => {
    expect(problems(broken('kit.yaml', 'name: Data engineer', 'name: Data engineer \uFFFD \uFFFD'))).toEqual([
      { file: 'kit.yaml', line: 2, column: 21, message: 'A sign here cannot be read; save this file as UTF-8.' },
    ])
  })

  test('a prompt whose file name ends otherwise', () => {
    const files = kitFolder()
    files.set('prompts/other.yml', 'id: other')
    expect(problems(files)).toMatchObject([
      {
        file: 'prompts/other.yml',
        message: 'The name of this file has to end in .yaml, or no part of this kit uses it.',
      },
    ])
  })

  test('a focus that is misspelt is told where it stands', () => {
    const found = problems(broken('interviews.yaml', 'rollout, watching, asking', 'rolout, watching, asking'))
    expect(found.map(({ message }) => message)).toContain('There is no criterion "rolout".')
    expect(found.map(({ file }) => file)).not.toContain('calibration-cases.yaml')
  })

  test('a text that begins with a star and has no quotes', () => {
    const found = problems(broken('kit.yaml', 'name: Data engineer', 'name: *Data'))
    expect(found).toEqual([
      { file: 'kit.yaml', line: 2, column: 7, message: 'A text that begins with * needs quotes round it.' },
    ])
  })

  test('two anchors of one criterion that are nearly the same text', () => {
    const found = problems(
      broken(
        'criteria.yaml',
        "'**Uses a figure unasked to settle a choice** on sizing, and says the step from one to the other.'",
        "'Reads a figure on sizing aloud and **uses one figure after being asked which of these matters**.'",
      ),
    )
    expect(found).toEqual([
      {
        file: 'criteria.yaml',
        line: 13,
        column: 7,
        message: 'The anchor of level 3 is nearly the same text as that of level 2.',
      },
    ])
  })

  test('all mistakes of a folder at once, in order', () => {
    const files = broken('kit.yaml', 'version: "1.0"', 'version: 1.0')
    files.set('red-flags.yaml', 'red_flags: []\n')
    expect(problems(files).map(({ file, line }) => `${file}:${line}`)).toEqual(['kit.yaml:3', 'red-flags.yaml:1'])
  })

  test('a file that is missing, and one that nothing uses', () => {
    const files = kitFolder()
    files.delete('red-flags.yaml')
    files.set('notes.txt', 'remember the milk')
    expect(problems(files).map(({ file, message }) => [file, message])).toEqual([
      ['notes.txt', 'No part of this kit uses this file.'],
      ['red-flags.yaml', 'The file red-flags.yaml is missing from this folder.'],
    ])
  })

  test('an exhibit whose file is missing', () => {
    const files = kitFolder()
    files.delete('exhibits/size-it/load.csv')
    expect(problems(files)).toMatchObject([{ file: 'prompts/size-it.yaml', line: 18 }])
  })

  test('an id that is not the name of its folder or file', () => {
    expect(problems(kitFolder(), 'data-scientist')).toMatchObject([
      { file: 'kit.yaml', line: 1, message: expect.stringContaining('"data-scientist"') },
    ])
    expect(problems(broken('prompts/size-it.yaml', 'id: size-it', 'id: resize-it'))).toContainEqual(
      expect.objectContaining({
        file: 'prompts/size-it.yaml',
        line: 1,
        message: 'Expected the id to be the file\'s name, "size-it".',
      }),
    )
  })

  test('one of the twelve lines of a role whose lines are fixed', () => {
    const files = kitFolder()
    files.set('kit.yaml', (files.get('kit.yaml') ?? '').replace('id: data-engineer', 'id: ml-engineer'))
    const messages = problems(files, 'ml-engineer').map(({ message }) => message)
    expect(messages).toHaveLength(12)
    expect(messages).toContain('The line 000/ml-engineer/red-flag/4 is missing; this role has twelve.')
  })
})
