import { LEVEL_SETS } from '~/engine/ratings-file'

const sets = LEVEL_SETS.map(({ name, levels }) => `                              ${name}: ${levels.join(', ')}`).join(
  '\n',
)

export const HELP = `Measures the agreement between raters and prints it as JSON.

  npm run -s agreement -- TABLE [options]

TABLE is a CSV, TSV, XLSX or ODS file with one column per rater and one row per unit (what was rated). A first column without
a name, or named unit, candidate, case, id, candidate_id and the like, names the units. A column that looks like an identifier
under another name, or like a figure computed from the others, is asked about. Numbers that all have a decimal comma are
read as decimals. Missing: blank, NA, N/A, #N/A, None, null, NaN, "." and "-", and answers without a rating
such as "No Decision"; a warning counts each.

  --long unit,rater,value   one rating per row instead, in columns of these names; names of units and raters may be words
                            such as NA
  --unit COLUMN             the column that names the units
  --raters "A,B"            the columns that hold ratings; the others are left out
  --metric METRIC           nominal, ordinal (default), interval or ratio: the distances of Krippendorff's alpha
  --levels "a,b,c"          the values from the lowest to the highest, for words that have an order; or a known set:
${sets}
  --scale MIN:MAX           refuses ratings outside, with their lines
  --sheet NAME              the sheet of a spreadsheet; by default the first that is not hidden
  --help                    this text

What is printed (assay.agreement/1), all intervals 95 %:
  icc                Shrout and Fleiss's six intraclass correlations, over the units that all raters rated
  krippendorffAlpha  for any number of raters, with missing values; 1 is perfect agreement, 0 is chance
  kappa              Cohen's kappa for each pair of raters: unweighted, linear and quadratic weights
  exact              share of pairs of ratings of the same unit that are equal
What is not defined is null, and a warning says why: words without an order have no intraclass correlation, no weighted kappa
and no alpha but the nominal one. This is agreement between raters; for the reliability of candidates' scores and the severity
of raters, use calibrate.
`
