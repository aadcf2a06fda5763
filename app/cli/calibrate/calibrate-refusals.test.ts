import { describe, expect, test } from 'vitest'
import { calibrateInFolder, HEADER, lines, small } from '../../../test/setup/calibrate'

const { run } = calibrateInFolder()

describe('what cannot be read or done exits with 2 and says where', () => {
  const good = lines(small.slice(0, 50))
  test.each<[string, string | Buffer, string[], string]>([
    ['missing column', 'candidate,interviewer\na,b', [], 'ratings.csv: line 1: there is no column "score"'],
    [
      'named column missing',
      `${HEADER}\na,b,c,3`,
      ['--candidate', 'person'],
      'there is no column "person" (--candidate)',
    ],
    ['a word for a number', `${HEADER}\na,b,c,3\na,b,d,three`, [], 'line 3, column "score": "three" is not a number'],
    [
      'a decimal comma',
      'candidate;score\na;3.5\na;2,5',
      [],
      '"2,5" is not a number; write it with a decimal point, 2.5',
    ],
    ['empty', '', [], 'ratings.csv: the file is empty; its first line should name the columns'],
    ['header only', `${HEADER}\n`, [], 'has a header and no rows'],
    ['only blanks', `${HEADER}\na,b,c,NA\n`, [], 'no usable row: all 1 were skipped, the first in line 2'],
    ['all equal', [HEADER, ...good.map((l) => l.replace(/\d$/, '3'))].join('\n'), [], 'do not vary'],
    ['a 10 MB line', `${HEADER}\n${'x'.repeat(10_000_000)}\n`, [], 'line 2 is longer than 1,000,000 characters'],
    ['a ragged line', `${HEADER}\na,b,c,3\na,b`, [], 'line 3 has 2 cells and the header 4'],
    ['an open quote', `${HEADER}\na,b,"c,3`, [], 'is never closed'],
    [
      'an open quote after whole rows',
      `${HEADER}\na,b,c,3\n"a,b,c,3\na,b,d,2`,
      [],
      'quotation mark in line 3 or after it',
    ],
    [
      'bytes that are no text in a file of UTF-8',
      Buffer.concat([Buffer.from(`${HEADER}\nZoë,b,c,3\nZo`), Buffer.from([0xeb]), Buffer.from(',b,c,2\n')]),
      [],
      'line 3 is not UTF-8',
    ],
    ['capitals in the header', 'Candidate,Score\na,3', [], 'there is "Score": capitals count'],
    ['another separator', 'candidate:score\na:3', [], 'the whole header is read as one column'],
    [
      'the score on both sides',
      `${HEADER}\na,b,c,3`,
      ['--formula', 'score ~ 1 + (1|score)'],
      'a score cannot explain itself',
    ],
    [
      'one column for two roles',
      `${HEADER}\na,b,c,3`,
      ['--candidate', 'interviewer', '--interviewer', 'interviewer'],
      'cannot be both the candidate and the interviewer',
    ],
    ['numbers too large to square', `${HEADER}\na,b,c,3\na,b,d,1e308`, [], 'holds 1e+308'],
    [
      'scores without any noise',
      [
        HEADER,
        ...small.map((r) => `${r.candidate},${r.interviewer},${r.criterion},${Number(r.candidate!.slice(1)) % 4}`),
      ].join('\n'),
      [],
      'explain every score exactly',
    ],
    ['a value that starts with a dash', `${HEADER}\na,b,c,3`, ['--bar', '-1'], 'is written --bar=-1'],
    ['a column twice', 'score,score\n1,2', [], 'the column "score" appears twice'],
    ['UTF-16 with half a letter', Buffer.from('\uFEFFscore\n1', 'utf16le').subarray(0, -1), [], 'UTF-16 and damaged'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), [], 'the old Excel format (.xls); open it and save'],
    ['a web page', '<html><table><tr><td>score</td></tr></table>', [], 'is a web page (HTML), not a table'],
    ['a sheet of a text file', `${HEADER}\na,b,c,3`, ['--sheet', 'One'], 'the file is text and has no sheets'],
    [
      'a broken formula',
      `${HEADER}\na,b,c,3`,
      ['--formula', 'score ~ (x|g)'],
      '--formula, place 9: correlated effects',
    ],
    ['an unknown option', `${HEADER}\na,b,c,3`, ['--bra', '3'], 'unknown option'],
    ['an unknown choice', `${HEADER}\na,b,c,3`, ['--estimator', 'mle'], '--estimator is reml or ml, not "mle"'],
    [
      'off the scale with the prior',
      `${HEADER}\na,b,c,7\na,b,d,2`,
      ['--prior', 'hiring'],
      'lies outside the scale 1:4',
    ],
    ['weights without the criterion', `${HEADER}\na,b,c,3\na,b,d,2`, ['--weights', 'zz=1'], 'names the criterion "zz"'],
  ])('%s', async (_, content, options, sentence) => {
    const { code, message } = await run(content, ...options)
    expect(message).toContain(sentence)
    expect(code).toBe(2)
  })
})
