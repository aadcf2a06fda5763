export const HELP = `Fits a mixed model to a file of ratings and estimates each candidate's score, corrected for interviewer severity, halo and
missing ratings.

  npm run -s calibrate -- RATINGS [options] > result.json

The file is a table (CSV, TSV, XLSX or ODS) with a header line and one rating per line. Columns named
score, candidate, interviewer, criterion, scorecard, period or group are recognised automatically. A row with a missing value
in a column that is used (blank, NA, N/A, #N/A, None, null, nan, a full stop or a hyphen) is skipped, and each spelling is
counted; in the columns candidate, interviewer and criterion such a word is a name, and only a blank is missing. A duplicate
rating is used, with a warning. The result is JSON (assay.calibration/1) on standard output; progress goes to standard error.

  candidate,interviewer,criterion,score
  C1,Ada,design,3
  C1,Ada,coding,2

Columns (names are case-sensitive; put a name with spaces in quotation marks)
  --score NAME         the rating (required; default: the column score)
  --candidate NAME     who was rated; the result has a score, interval and reliability for each
  --interviewer NAME   who rated; the result has a severity for each (positive = rates lower than others would)
  --criterion NAME     what was rated
  --scorecard NAME     ratings given together in one interview; default: each pair of candidate and interviewer
  --period NAME        time period, to test for drift of severity: months (2025-09, Sep 2025, 202509), days (taken by their
                       month), quarters (2025-Q3), half-years, ISO weeks (2025-W37) or numbers; what has no order in
                       time is refused
  --group NAME         group of the candidate, to test for differential rater functioning
  --sheet NAME         sheet of a spreadsheet; default: the first that is not hidden
  --facets NAMES       the file is the data of a FACETS (Minifac) analysis, without a header: elements of each facet, then
                       the rating (or several after a range such as 1-3); NAMES are the facets in order, default
                       candidate,interviewer,criterion

Model
  --formula TEXT       the model in lme4 notation, with any columns:
                       "y ~ criterion + (1|candidate) + (1|candidate:interviewer) + (0 + x|g)"
                       Default: criterion fixed; candidate, interviewer, halo, candidate:criterion and
                       interviewer:criterion random, as far as the data can identify them.
  --family gaussian    or ordinal: a cumulative link mixed model (Laplace approximation), which uses only the order
                       of the levels
  --link logit         or probit, with --family ordinal or --sensitivity
  --estimator reml     or ml (ordinal: ml)
  --prior none         or hiring: Assay's prior for the variance components, for few ratings; needs --scale
  --scale 1:4          lowest and highest rating level; when it is given, ratings outside it are refused with their lines

Output
  --weights C1=2,C2=1  criteria that make up the score, with weights; default: all, equally weighted
  --bar X              hiring bar: adds the probability of a score above X and the value of one more interview
  --costs 1:1          cost of a wrong hire to the cost of a missed one
  --sensitivity        adds a warning if an ordinal model changes the answer at the bar for any candidate
  --rasch              adds a many-facet Rasch analysis; elements with only highest or only lowest ratings are placed 0.3
                       score points inside the end, after all others have been estimated without them
  --effects all        also writes the effects of terms with more than 100,000 levels
  --report FILE.html   writes a report to read or print: scores, severities, ruler (Wright map), residuals,
                       reliability, connectedness
  --csv DIR            also writes the tables as CSV files into the folder DIR
  --out FILE           writes the JSON to FILE instead of standard output

Formulas
  Fixed: 1 or 0 (no intercept), columns, a:b, a*b, factor(x). A column is a factor if it holds text or is the candidate,
  interviewer, criterion or scorecard; other numeric columns are slopes. Factors have treatment coding: the first level is
  the reference level.
  Random, at least one: (1|g), (1|a:b), (1|a/b), (0 + x|g). Random effects of different terms are uncorrelated.
  The left side is the score. Write names with spaces in \`backticks\`. Functions such as log( ) and correlated slopes
  are not available. With a formula, --candidate, --interviewer and --scorecard add no
  terms; they say which terms are reported as candidates, interviewers and scorecards.

Result
  candidates    score as an average interviewer would give it, sd, 90 % interval, reliability, P(above bar), value of one
                more interview
  interviewers  severity (positive = lower than others), scale use and noise relative to others (1 = the same)
  scorecards    z value of each interview's halo; beyond 2.5 it is an outlier
  linking       groups of interviewers without candidates in common, and how precisely each pair can be compared
  drift, differential  with --period and --group: tests per interviewer (from 3 periods and 10 interviews, or 10 interviews in
                each of two groups); positive = more lenient; q = p adjusted by Benjamini-Hochberg
  reliability   of one interview and of panels of 1 to 6, corrected for severity or not
  warnings      what was left out or assumed, and why; what cannot be estimated is null: reliabilities where each candidate
                has one interview (halo cannot be told from the candidate, so intervals are widened), panels where there is
                one interviewer, the sd of effects whose variance is estimated as 0

Ordinal family
  The distinct scores are the levels, 2 to 20 of them. Variances, effects, thresholds and severities are on the latent scale,
  whose residual has variance 3.29 (logit) or 1 (probit); the sd of an effect takes thresholds and fixed effects as known. A
  candidate's score stays on the scale of the file: the mean rating that an interviewer drawn at random would give, averaged
  over criteria. Its interval is transformed from the latent scale, so it stays within the levels, and --bar is
  compared with that score. The
  value of one more interview, noise, drift and differential functioning are given by the gaussian family only.

Computation
  --path auto          or exact, or iterative (for very many ratings)
  --seed 1             seed of the random number generator
  --threads N          threads of the iterative path; default: all cores, at most 8; the result does not depend on it

Examples
  npm run -s calibrate -- ratings.csv --bar 3 --costs 3:1 --out result.json
  npm run -s calibrate -- penicillin.csv --formula "diameter ~ 1 + (1|plate) + (1|sample)"

Exit code 0: done (see "warnings" in the result). 2: the command line or the file has an error; the message says where.
`
