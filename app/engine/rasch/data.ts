/** One observation of the many-facet rating-scale model: a category and one element of every facet. */
export interface RaschData {
  /** Category 0..categories - 1 of each row. */
  category: Int32Array
  categories: number
  /** The first facet raises the score, all others lower it (severity, difficulty). */
  facets: { index: Int32Array; levels: number }[]
}

export interface RaschElement {
  count: number
  /** Sum of the categories. */
  score: number
  /** Of an element that could not be placed (see `RaschFit.extremes`) 0, and without a standard error. */
  measure: number
  se: number | null
  infit: number | null
  infitZ: number | null
  outfit: number | null
  outfitZ: number | null
}
